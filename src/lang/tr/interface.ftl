# Programın kendisi hakkında söyledikleri. Kuralların cümleleri rules.ftl dosyasındadır.

list-separator = {", "}
# Programın başka bir sürümünün cümlesi, söylendiği gibi.
said = { $text }
quoted = “{ $text }”

# Tek bir bulgu.
severity-error = hata
severity-warning = uyarı
severity-info = bilgi
label-cited = verilen:
label-found = bulunan:
label-similarity = benzerlik:
label-url = bağlantı:
label-related = ayrıca bkz.:
label-help = yapılacak:
found-in = ({ $where } alanında)
place-note = { $note } numaralı dipnot
place-page = { $page }. sayfa
place-line = { $line }. satır
place-paragraph = { $paragraph }. paragraf
place-part = bölüm { $part }
place-document = belge

# Tek bir belge.
header-pages = { $count } sayfa
header-rtl = sağdan sola
header-suppressed = { $count } bulgu hesaba katılmadı
label-verdicts = sonuçlar:
label-findings = bulgular:
verdict-count = { $count } { $verdict }
verdict-unlinked = bağlantısız
    .about = bağlantı beklenmiyordu, bulunmadı da: görüşme, önceki dipnota gönderme, açıklama ya da basılı yayın
verdict-missing = bağlantısı eksik
    .about = bağlantı bekleniyordu, belgede yok
verdict-unchecked = denetlenmedi
    .about = bağlantı açılmadı: denetim çevrimdışı, bağlantı dışarıda bırakılmış ya da kayıtta yok, internete erişilemiyor ya da denetim durdurulmuş
verdict-dead = çalışmıyor
    .about = sayfanın artık olmadığı kesin
verdict-blocked = elle denetlenecek
    .about = site otomatik okumayı reddediyor; bağlantıyı kendiniz açın
verdict-unreachable = ulaşılamadı
    .about = birkaç denemede kesin yanıt alınamadı: zaman aşımı, sunucu hatası, şifreleme hatası ya da sunucunun isteği geri çevirmesi
verdict-mismatched = uyuşmuyor
    .about = açılan sayfa dipnotta anılan sayfa değil: başlığı, tarihi ya da yayımcısı farklı
verdict-verified = doğrulandı
    .about = başlık ya da tarih karşılaştırıldı ve uyuyor, aykırı düşen bir şey de yok
verdict-alive = açılıyor
    .about = sayfa açıldı; karşılaştırmaya yetecek bilgi yoktu
count-errors = { $count } hata
count-warnings = { $count } uyarı
count-infos = { $count } bilgi
count-clean = bulgu yok

# Denetimin bütünü.
summary-none = hiçbir belge denetlenmedi
summary-line = { $looked }: { $found }
summary-documents = { $count } belge
summary-notes = { $count } dipnot
summary-citations = { $count } atıf
summary-urls = { $count } başka bağlantı
caveat-incomplete = bütün kaynaklara bakılmadan denetim sona erdi
caveat-no-network = internete erişilemiyor: hiçbir kaynak denetlenmedi, hiçbiri için “çalışmıyor” denmedi
hint-offline = hiçbir bağlantı açılmadı; `--offline` kaldırılırsa bütün kaynaklara bakılır
hint-blocked = “elle denetlenecek”, bağlantının çalışmadığı anlamına gelmez: site otomatik okumayı reddediyor, bağlantıyı tarayıcıda açın
hint-unreachable = ulaşılamayan kaynaktan kesin yanıt gelmedi: kaynağı değiştirmeden önce, bir süre sonra yeniden deneyin
hint-deadline = tanınan sürede bazı kaynaklara ulaşılamadı: `--deadline` süreyi uzatır, bakılanlar saklanır
hint-archive = `--archive lookup` artık olmayan sayfaların arşiv kopyalarını arar
hint-archive-silent = web arşivi yanıt vermedi, kopyaların olup olmadığı bilinmiyor: daha sonra yeniden deneyin
hint-baseline = `isnad baseline write` mevcut bulguları kabul eder; bundan sonra yalnızca yenileri hesaba katılır
hint-rules = `isnad rules NAME` bir kuralı açıklar
hint-report = `--report html --open` bütün dipnotları ve kaynakları bir sayfada gösterir: süzmek, karar vermek ve yazdırmak için
# Sayfa.
html-skip = İncelemenizi bekleyenlere geç
html-tagline = dipnot ve kaynak denetimi
html-mode-online = bağlantılar açılıp denetlendi
html-mode-offline = çevrimdışı denetlendi, hiçbir bağlantı açılmadı
html-mode-replay = kayıtlı yanıtlara göre denetlendi
html-filter = Sonuca göre göster
html-all = bütün atıflar
# %shown% ve %total% yerine sayıları sayfanın kendisi koyar: burada ve aşağıda.
html-shown = gösterilen atıflar: %shown% / %total%
html-need = { $count ->
    [0] İncelemenizi bekleyen bir şey yok
   *[other] { $count } yer incelemenizi bekliyor
}
html-needs-you = İncelemenizi bekleyenler
html-look = Elle denetlenecekler
html-all-well = Burada düzeltilecek bir şey yok.
html-fine = { $count } dipnotta sorun yok
html-loose = Dipnotlar dışındaki bağlantılar
html-link = Bağlantı
html-loose-fine = dipnotlar dışındaki { $count } bağlantıda sorun yok
html-table = Bütün atıflar
html-page = Sayfa
html-verdict = Sonuç
html-cited-title = Verilen başlık
html-found-title = Sayfanın başlığı
html-site = Site
html-status = Sunucu yanıtı
html-archived = Arşiv kopyası
html-checked = Denetim zamanı
html-title = Başlık
html-publisher = Yayımcı
html-date = Tarih
html-means = yani
html-redirects = { $count } yönlendirme
html-from-cache = önceki bir denetimden
html-ignored = ayarlarla dışarıda bırakıldı:
html-baseline = önceden biliniyordu:
html-commented = bir yorumda kabul edildi:
html-todo = Yapılacak:
html-decision = Kararınız
html-accept = olduğu gibi kalsın
html-fix = düzeltilecek
html-ask = yazara sorulacak
html-remark = notunuz
html-clear = geri al
html-by = Adınız
html-decisions = Kararlarınız
html-decided = karar verilen: %done% / %total%
html-save = Kararları kaydet
html-keep = Sayfayı kararlarla kaydet
html-method = Denetim nasıl yapıldı, neyi göstermez
html-method-how = Numaralı her dipnot okundu, her atıf bağlantısıyla eşleştirildi, her bağlantı bir kez açıldı. Verilen başlık, tarih ve yayımcı, sayfanın kendisi için verdiği bilgilerle, bunlar uyuşmadığında sayfanın metniyle de karşılaştırıldı.
html-method-limits = Otomatik okumayı reddeden bir sitede hiçbir sorun olmayabilir: “elle denetlenecek”, tarayıcıda açmanızı ister. “Ulaşılamadı” geçici olabilir. “Açılıyor”, sayfanın açıldığı, ama karşılaştırmaya yetecek bilgi bulunmadığı anlamına gelir. Hiçbir sonuç, kaynağın, ona dayandırılan cümleyi destekleyip desteklemediğini göstermez.
html-method-decisions = Verdiğiniz kararlar bu sayfada, bu tarayıcıda kalır. “Kararları kaydet” programlar için bir dosya yazar (isnad-decisions/1); “Sayfayı kararlarla kaydet” sayfayı başkasına gönderebilmeniz için yeniden yazar.
html-files = Dosyalar
statement-cited = ; verilen { $text }
statement-found = ; bulunan { $text }
statement-with-help = { $sentence }. Yapılacak: { $help }.
statement-suppressed = hesaba katılmadı ({ $reason }): { $finding }
# Sınama durumlarının adları.
case-note = { $note } numaralı dipnot: { $about }
case-link = bağlantı: { $url }
# Markdown raporunun tablosu.
column-note = Dipnot
column-finding = Bulgu
column-cited = Verilen
column-found = Bulunan
column-source = Kaynak
left-out = { $count } bulgu daha buraya sığmadı; bu denetimin öteki raporlarında yer alıyor
note-proxy = alan adlarını vekil sunucu çözümlüyor: özel adreslerden yalnızca bağlantıda rakamla yazılmış olanlar engellenebilir
progress-sources = kaynaklar: { $done } / { $total }
note-unchanged = { $revision } sürümünden bu yana hiçbir belge değişmedi
note-fixed = { $file } dosyasında kayıtlı { $count } bulgu artık yok; `isnad baseline prune` komutuyla dosyadan çıkarılır
note-expired = { $file } dosyasındaki { $count } kararın süresi doldu: kabul edilen bulgular yeniden hesaba katılıyor
baseline-written = kabul edilen { $new } bulgu { $file } dosyasına eklendi, toplam { $all }
baseline-pruned = { $file } dosyasından { $gone } karar çıkarıldı, kalan { $left }
baseline-untold = internete erişilemediği için mevcut bulgular belirlenemedi; dosya olduğu gibi kaldı
note-proxy-silent = vekil sunucudan hiçbir şey gelmedi: çalışıp çalışmadığına, adresinin doğru olup olmadığına ve bu adreste bir kullanıcı adı ile parola isteyip istemediğine bakın (--proxy ya da ortamdaki https_proxy ve http_proxy)
# Kuralların listesi ve açıklaması.
rules-off = kapalı
rules-network = internet
rules-headline = { $name } ({ $level })
rules-headline-network = { $name } ({ $level }, internet gerektirir)
