# Kuralların bulguları ve yapılması gereken. Her bulgu türüne bir ileti; `help` özniteliği ne yapılacağını söyler.

missing-source = atıf, bağlantısı olduğunu belirtiyor (“{ $label }”), ama belgede bağlantı yok
    .help = bağlantıyı ekleyin; yayın internette yoksa bu sözcüğü silin
missing-source-unlabelled = bir sayfanın erişim tarihi verilmiş, belgede bağlantısı yok
    .help = erişilen sayfanın bağlantısını ekleyin
missing-source-likely = { $publisher } yayını olan bu yazı büyük olasılıkla internette var, ama bağlantısı verilmemiş
    .help = varsa bağlantısını ekleyin

links-lost = { $labels } bağlantı sözcüğünden { $lost } tanesinin bağlantısı yok: bağlantılar büyük olasılıkla belge dönüştürülürken kayboldu
    .help = özgün dosyayı denetleyin ya da belgeyi bağlantılarını koruyarak yeniden dışa aktarın

callout-without-note = metinde { $marker } numaralı dipnotun işareti var, dipnotun kendisi belgede yok
    .help = dipnotu ekleyin ya da metindeki numarayı düzeltin

duplicate-number = { $number } numarasını taşıyan bir dipnot daha var
    .help = dipnotları yeniden numaralandırın, hangi işaretin hangi dipnota ait olduğuna bakın
duplicate-number-earlier = { $number } numaralı ilk dipnot

number-gap =
    { $count ->
        [one] numaralarda boşluk var, eksik olan { $missing }: { $before } numaralı dipnottan sonra { $after } geliyor
       *[other] numaralarda boşluk var, eksik olan { $missing } ({ $count } dipnot): { $before } numaralı dipnottan sonra { $after } geliyor
    }
    .help = arada ne olduğuna bakın; yerine koyun ya da dipnotları yeniden numaralandırın

note-without-callout = metinde { $marker } numaralı dipnotun işareti yok
    .help = işaretini yerine koyun ya da dipnotu silin
note-without-callout-all = metinde { $count } dipnotun hiçbirinin işareti yok
    .help = dosyanın başka bir metnin dipnotlarını taşıyıp taşımadığına bakın; öyleyse ikisini tek belge olarak denetleyin

unpaired-url = belgede hiçbir dipnota ait olmayan bir bağlantı var: { $url }
    .help = hangi dipnota ait olduğuna ve o dipnotta hâlâ bir bağlantıdan söz edilip edilmediğine bakın

uncertain-pairing =
    { $count ->
        [one] atfın bağlantısının bu olduğu kesin değil; şu da olabilir: { $others }
       *[other] atfın bağlantısının bu olduğu kesin değil; şunlardan biri de olabilir: { $others }
    }
    .help = bağlantıları açıp hangisinin kastedildiğine bakın; dipnottaki bir başlık ya da tarih durumu kesinleştirir
uncertain-pairing-none =
    { $count ->
        [one] atfın bir bağlantısı olup olmadığı kesin değil; şu olabilir: { $others }
       *[other] atfın bir bağlantısı olup olmadığı kesin değil; şunlardan biri olabilir: { $others }
    }
uncertain-pairing-alone = atfın bağlantısının bu olduğu kesin değil
uncertain-pairing-candidate = şu olabilir: { $url }

link-target-differs = metinde yazan adres { $printed }, altındaki bağlantının açtığı adres { $url }
    .help = ikisini de açın; bağlantıyı metinde yazan yere yöneltin ya da metni düzeltin

no-sources = bu belgede ne dipnot ne bağlantı bulundu
    .help = dipnotu olup olmadığına bakın; varsa belgenin üretildiği dosyayı denetleyin

damaged-document = belgenin bir bölümü okunamadı: { $defect }
    .help = dosyayı onarın ya da o bölümü kendiniz gözden geçirin

malformed-url = bu geçerli bir bağlantı değil: { $url }
    .help = bağlantıyı tarayıcının adres çubuğundan yeniden kopyalayın
malformed-url-placeholder = bağlantı tamamlanmadan bırakılmış: { $url }
malformed-url-file = bağlantı, yazarın kendi bilgisayarındaki bir dosyayı gösteriyor: { $url }
malformed-url-own-machine = bağlantı, yazarın kendi bilgisayarını ya da ağını gösteriyor: { $url }
    .help = başkalarının da açabileceği bir bağlantı verin

malformed-date = “{ $cited }” bir tarih olamaz
    .help = tarihi sayfadan alın

future-date = verilen tarih ({ $cited }) denetim gününden ({ $now }) sonra
    .help = tarihi sayfadan alın; denetim başka bir gün içinse günü --today ile belirtin
future-date-accessed = erişim tarihi ({ $cited }) denetim gününden ({ $now }) sonra

credentials-in-url = bağlantıda gizli bilgi var, “{ $parameter }” parametresinde
    .help = herkese açık bağlantıyı verin; belge paylaşıldıysa gizli bilgiyi iptal ettirin
credentials-in-url-password = bağlantıda kullanıcı adı ve parola var

hidden-direction-control = bağlantının içinde görünmez bir yön denetim karakteri var ({ $control })
    .help = görünmez karakteri silin; en güvenlisi metni yeniden yazmaktır
hidden-direction-control-title = başlıkta, görünen sırayı değiştiren görünmez bir karakter var ({ $control })

home-page-only = bağlantı yayının kendisine değil, sitenin ana sayfasına gidiyor: { $host }
    .help = yayının kendi sayfasını verin

shortened-url = kısaltılmış bağlantı ({ $host }) nereye gittiğini gizliyor
    .help = tam bağlantıyı verin
shortened-url-known =
    .help = şunu verin: { $full }

tracking-parameters =
    { $count ->
        [one] bağlantıda yalnızca okuru izlemeye yarayan bir parametre var: { $parameters }
       *[other] bağlantıda yalnızca okuru izlemeye yarayan parametreler var: { $parameters }
    }
    .help = aynı sayfaya gidiyorsa şunu verin: { $clean }
tracking-parameters-same =
    .help = şunu verin, aynı sayfaya gidiyor: { $clean }

insecure-url = site, ziyaretçiyi kalıcı olarak https adresine yönlendiriyor
    .help = şunu verin: { $secure }

inconsistent-citation-title = bu bağlantıya burada “{ $cited }”, { $number } numaralı dipnotta “{ $other }” başlığıyla atıf yapılmış
inconsistent-citation-date = bu bağlantıya burada { $cited }, { $number } numaralı dipnotta { $other } tarihiyle atıf yapılmış
inconsistent-citation =
    .help = sayfayı açıp hangisinin doğru olduğuna bakın, ötekinin bağlantısını bulun
inconsistent-citation-earlier = { $number } numaralı dipnot

unsourced-attribution = başkasının sözü aktarılıyor (“{ $cue }”), yanında ne dipnot ne bağlantı var
    .help = sözün kaynağını gösteren bir dipnot ya da bağlantı ekleyin
unsourced-attribution-quotation = { $cue } alıntısının yanında ne dipnot ne bağlantı var
unsourced-attribution-line = kaynağın adı verilmiş (“{ $cue }”), bağlantısı verilmemiş
    .help = kastedilen sayfaya bağlantı verin

dead-link = bağlantı çalışmıyor: sunucu iki denemede de { $status } yanıtını verdi
    .help = sayfanın taşınıp taşınmadığına ya da bir web arşivinde olup olmadığına bakın ve oradaki adresini verin
dead-link-since = bağlantı çalışmıyor: sunucu iki denemede ve { $since } tarihinden bu yana her denetimde { $status } yanıtını verdi
dead-link-once = bağlantı çalışmıyor: sunucu { $status } yanıtını verdi (kayda göre tek deneme)
dead-link-no-such-name = bağlantı çalışmıyor: böyle bir alan adı yok: { $host } (iki denemede)
dead-link-no-such-name-once = bağlantı çalışmıyor: böyle bir alan adı yok: { $host } (kayda göre tek deneme)
dead-link-lately = sayfa ancak { $since } tarihinden beri yok; şimdilik uyarı sayılıyor
dead-link-never-archived =
    .help = hiçbir arşivde kopyası yok: adresi gözden geçirin ya da yayını başka yerde arayın
dead-link-archived =
    .help = arşivdeki kopyasını verin: { $archived }

soft-404 = bağlantı açılıyor, ama sayfa artık yok: bunu kendisi söylüyor ({ $signs })
    .help = sayfanın taşınıp taşınmadığına ya da bir web arşivinde olup olmadığına bakın ve oradaki adresini verin
soft-404-sibling = bağlantı açılıyor, ama sayfa artık yok: site, benzeri uydurma bir adreste de aynı sayfayı gösteriyor
soft-404-signs = bağlantı açılıyor, ama sayfa artık yok: iki belirti bunu gösteriyor ({ $signs })

parked-domain = sayfa artık yok, alan adı satılık: { $host }
    .help = sayfanın bir web arşivinde olup olmadığına bakın ve oradaki adresini verin

redirected-home = sayfa artık yok: bağlantısı sitenin ana sayfasına gidiyor: { $home }
    .help = yayını sitede arayın ya da bir web arşivinde olup olmadığına bakın ve oradaki adresini verin

title-mismatch = bağlantı başka bir sayfa açıyor: “{ $found }”
    .help = iki başlığı karşılaştırın; kastedilen yayının bağlantısını bulun ya da başlığı düzeltin
title-mismatch-weak = sayfanın başlığı farklı: “{ $found }”
title-mismatch-language = sayfa başka bir dilde ve üzerinde verilen başlıktan söz eden bir şey yok: “{ $found }”

date-mismatch = verilen tarih { $cited }, sayfadaki tarih { $found } ({ $found_in })
    .help = sayfayı açıp tarihi düzeltin; bağlantı başka bir sayfaya gidiyorsa bağlantıyı düzeltin
date-mismatch-same-month = verilen tarih { $cited }, sayfadaki tarih { $found } ({ $found_in }); yıl ve ay aynı
date-mismatch-month-differs = verilen tarih { $cited }, sayfadaki tarih { $found } ({ $found_in }); yıl ve gün aynı
date-mismatch-year-differs = verilen tarih { $cited }, sayfadaki tarih { $found } ({ $found_in }); yalnızca yıl farklı
date-mismatch-url = verilen tarih { $cited }, bağlantıdaki tarih { $found }

content-drifted = sayfa değişmiş: “{ $found }”; atıfla uyuşan, { $day } tarihli arşiv kopyası
    .help = arşivdeki kopyayı verin: { $archived }

publisher-mismatch = verilen yayımcı { $cited }, sayfadaki yayımcı { $found } ({ $found_in })
    .help = yayını kimin çıkardığına bakıp onu yazın ya da adı verilen yayımcının sayfasını verin

moved-link = sayfa kalıcı olarak taşınmış: { $found }
    .help = yeni bağlantıyı verin

blocked = site otomatik okumayı reddediyor ({ $status })
    .help = bağlantıyı tarayıcıda açın, başlıkla tarihi karşılaştırın
blocked-wall = site otomatik okumanın önüne robot sınaması koyuyor ({ $status })
blocked-login = site oturum açılmasını istiyor ({ $status })
blocked-login-page = sayfanın yerinde bir oturum açma ekranı var
blocked-consent = sayfanın yerinde bir onay isteği var
blocked-too-many = site, otomatik okumadan çok fazla istek geldiğini söylüyor ({ $status })
blocked-legal = site sayfayı hukuki nedenlerle göstermiyor ({ $status })

unreachable = kesin yanıt yok: sunucunun yanıtı { $status }
    .help = denetimi daha sonra yineleyin ya da bağlantıyı tarayıcıda açın
unreachable-not-confirmed = sunucunun yanıtı { $status }; ikinci deneme bunu doğrulamadı
unreachable-dns = kesin yanıt yok: alan adı sorgulanamadı
unreachable-connect = kesin yanıt yok: sunucuya bağlanılamadı
unreachable-reset = kesin yanıt yok: sunucuyla iletişim koptu
unreachable-timeout = kesin yanıt yok: sunucu zamanında yanıt vermedi
unreachable-deadline = tanınan sürede kesin yanıt gelmedi
unreachable-guard = bağlantı açılmadı: adres özel bir ağda
    .help = sayfa o ağda okunmak üzere hazırlanmışsa --allow-private ile izin verin
unreachable-redirects = kesin yanıt yok: yönlendirmeler bitmiyor
unreachable-protocol = kesin yanıt yok: gelen yanıt HTTP değil

tls-error = şifreli iletişim kurulamıyor: { $detail }
    .help = bağlantıyı tarayıcıda açın; site böyle kalırsa bir web arşivindeki kopyayı verin
tls-error-expired = sitenin sertifikasının süresi dolmuş
tls-error-not-yet-valid = sitenin sertifikası henüz geçerli değil
tls-error-wrong-name = sitenin sertifikası başka bir ada ait
tls-error-self-signed = site sertifikasını kendisi düzenlemiş
tls-error-unknown-issuer = sitenin sertifikasını güvenilir bir kurum vermemiş
tls-error-revoked = sitenin sertifikası iptal edilmiş
tls-error-seen =
    .help = sayfanın başlığı “{ $title }”, ama bu doğrulanmadı: tarayıcıda açın ya da bir web arşivindeki kopyayı verin

unused-ignore = { $rules } için konmuş bu istisna hiçbir şeyi kapsamıyor
    .help = silin
unused-ignore-setting = { $rules } istisnası ({ $file }, { $line }. satır) hiçbir şeyi kapsamıyor
    .help = silin
unused-ignore-elsewhere = { $rules } istisnası ({ $file }, { $line }. satır) bu denetimin hiçbir belgesine ve bağlantısına uymuyor
    .help = bu denetimin bakmadığı belgeler için değilse silin
unused-ignore-expired = { $rules } istisnası ({ $file }, { $line }. satır) { $day } gününe kadar geçerliydi, artık değil
    .help = silip atfı düzeltin ya da daha ileri bir gün verin
unused-ignore-without-reason = { $rules } için konmuş bu istisnanın gerekçesi yok; istisna geçerli değil
    .help = gerekçeyi köşeli ayraçtan sonra yazın
unused-ignore-misspelt = bu istisnada adı geçen { $name } kuralı yok; istisna geçerli değil
    .help = belki şu kastedildi: { $meant }
unused-ignore-unknown-rule = bu istisnada adı geçen { $name } kuralı yok; istisna geçerli değil
    .help = `isnad rules` kuralları listeler
unused-ignore-unreadable = “{ $rules }” bir istisna değil, geçerli sayılmaz
    .help = `isnad: ignore[rule] reason` ya da bütün belge için `ignore-file[rule] reason` yazın

# Sonucun tek başına yetmediği yerde, atıf için neden o sonuca varıldığı.

reason-back-reference = önceki bir dipnota gönderme yapıyor
reason-comment = kaynak göstermiyor
reason-connect = sunucuya bağlanılamadı
reason-consent = sayfanın yerinde bir onay isteği var
reason-date-differs = tarih farklı
reason-date-elsewhere = verilen tarih sayfanın metninde geçiyor, sayfanın kendi tarihi ise başka
reason-date-not-found = verilen tarih sayfada geçmiyor, sayfanın başka bir tarihi de yok
reason-deadline = ayrılan sürede ulaşılamadı
reason-dns = alan adı sorgulanamadı
reason-drifted = sayfa değişmiş, arşiv kopyası uyuyor
reason-excluded = ayarlarla dışarıda bırakıldı
reason-gate = sayfanın yerinde oturum açma ekranı, onay isteği ya da bildirim var
reason-gone = sayfa artık yok
reason-guard = adres özel bir ağda
reason-head-only = sayfanın yalnızca başı okundu
reason-interrupted = bağlantı açılmadı: denetim durduruldu
reason-interview = görüşme ya da mektup
reason-legal = hukuki nedenlerle gösterilmiyor
reason-login = oturum açılmasını istiyor
reason-malformed-url = yazılan bağlantı geçersiz
reason-needs-scripts = sayfanın içeriği yalnızca tarayıcıda görünüyor
reason-no-page-title = sayfanın karşılaştırılacak başlığı yok
reason-no-such-name = böyle bir alan adı yok
reason-not-a-page = yanıt bir web sayfası değil
reason-not-confirmed = bir denemede yoktu, ikincisi bunu doğrulamadı
reason-not-recorded = kayıtta yok
reason-nothing-to-compare = karşılaştırılacak başlık da tarih de yok
reason-odd-status = sunucunun yanıtı sayfa hakkında bir şey söylemiyor
reason-offline = bağlantı açılmadı: denetim çevrimdışı
reason-other-language = sayfanın dili verilen başlığınkinden farklı
reason-other-script = sayfanın alfabesi verilen başlığınkinden farklı
reason-parked-domain = alan adı satılık
reason-print = basılı yayın
reason-protocol = yanıt HTTP değil
reason-publisher-differs = yayımcı farklı
reason-quotation = verilen başlık değil, alıntı
reason-redirects = yönlendirmeler bitmiyor
reason-redirected-home = sitenin ana sayfasına gidiyor
reason-refused = otomatik okumayı reddediyor
reason-retitled = başlık farklı; gün ve sayfanın metni aynı
reason-reset = sunucuyla iletişim koptu
reason-same-work = aynı yayının başka bir bağlantısı uyuyor
reason-server-error = sunucu hatası
reason-short-title = verilen başlık karar vermek için çok kısa
reason-soft-404 = bağlantı açılıyor, ama sayfa artık yok
reason-timeout = sunucu zamanında yanıt vermedi
reason-title-and-date-differ = başlık da tarih de farklı
reason-title-differs = başlık farklı
reason-tls = şifreleme başarısız
reason-too-many-requests = daha az istek gönderilmesini istiyor
reason-uncertain-pairing = atfın bağlantısının hangisi olduğu kesin değil
reason-wall = otomatik okumanın önünde robot sınaması var
