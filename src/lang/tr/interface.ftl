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
place-page = sayfa { $page }
place-line = satır { $line }
place-paragraph = paragraf { $paragraph }
place-part = bölüm { $part }
place-document = belge

# Tek bir belge.
header-pages = { $count } sayfa
header-rtl = sağdan sola
header-suppressed = { $count } bulgu sayılmadı
label-verdicts = kararlar:
label-findings = bulgular:
verdict-count = { $count } { $verdict }
verdict-unlinked = bağlantısız
    .about = bağlantı beklenmiyordu, bulunmadı da: görüşme, önceki dipnota gönderme, açıklama ya da basılı çalışma
verdict-missing = bağlantısı eksik
    .about = bağlantı bekleniyordu, belgede yok
verdict-unchecked = denetlenmedi
    .about = sorulmadı: çevrimdışı, dışarıda bırakılmış, kayıtta yok ya da ağ yok
verdict-dead = çalışmıyor
    .about = kesin olarak ortadan kalkmış
verdict-blocked = elle bakılacak
    .about = site otomatik okumayı reddediyor; bağlantıyı kendiniz açın
verdict-unreachable = ulaşılamadı
    .about = yinelenen denemelere karşın kesin yanıt yok: zaman aşımı, sunucu hatası, şifreleme hatası, reddedilen bağlantı
verdict-mismatched = uyuşmuyor
    .about = sayfa başka bir şey olduğunu söylüyor: başlığı, tarihi ya da yayımcısı farklı
verdict-verified = doğrulandı
    .about = başlık ya da tarih karşılaştırıldı ve uyuyor, aykırı düşen bir şey de yok
verdict-alive = açılıyor
    .about = bağlantı yanıt verdi; karşılaştıracak yeterli bilgi yoktu
count-errors = { $count } hata
count-warnings = { $count } uyarı
count-infos = { $count } bilgi
count-clean = bulgu yok

# Çalıştırma.
summary-none = hiçbir belge denetlenmedi
summary-line = { $looked }: { $found }
summary-documents = { $count } belge
summary-notes = { $count } dipnot
summary-citations = { $count } atıf
summary-urls = { $count } başka bağlantı
caveat-incomplete = kaynakların hepsi sorulmadan çalışma sona erdi
caveat-no-network = ağ yok: hiçbir kaynak denetlenmedi, hiçbirine çalışmıyor denmedi
hint-offline = ağa hiçbir şey sorulmadı; `--offline` olmadan her kaynağa bakılır
hint-blocked = elle bakılacak bağlantı, çalışmayan bağlantı değildir: site otomatik okumayı reddediyor, tarayıcıda açın
hint-unreachable = ulaşılamayan kaynaktan kesin yanıt gelmedi: değiştirmeden önce daha sonra yeniden deneyin
hint-deadline = tanınan sürede bazı kaynaklara ulaşılamadı: `--deadline` süreyi uzatır, bakılanlar anımsanır
hint-archive = `--archive lookup` ortadan kalkanların arşiv kopyalarını arar
hint-baseline = `isnad baseline write` şimdi bilineni kabul eder, sonra yalnızca yeni olan sayılır
hint-rules = `isnad rules NAME` bir kuralı açıklar
hint-report = `--report html --open` bütün dipnotları ve kaynakları süzülecek, karara bağlanacak ve yazdırılacak bir sayfada gösterir
# Sayfa.
html-skip = Sizi bekleyenlere geç
html-tagline = dipnot ve kaynak denetimi
html-mode-online = bağlantılara ağda bakıldı
html-mode-offline = ağa hiçbir şey sorulmadı
html-mode-replay = kayıtlı yanıtlara göre karar verildi
html-filter = Karara göre göster
html-all = bütün atıflar
# %shown% ve %total% yerine sayıları sayfanın kendisi koyar: burada ve aşağıda.
html-shown = gösterilen atıflar: %shown% / %total%
html-need = { $count ->
    [0] Sizi bekleyen bir şey yok
   *[other] { $count } yer sizi bekliyor
}
html-needs-you = Sizi bekleyenler
html-look = Elle bakılacaklar
html-all-well = Burada düzeltilecek bir şey yok.
html-fine = kusursuz { $count } dipnot
html-loose = Dipnotlar dışındaki bağlantılar
html-link = Bağlantı
html-loose-fine = dipnotlar dışında kusursuz { $count } bağlantı
html-table = Bütün atıflar
html-page = Sayfa
html-verdict = Karar
html-cited-title = Verilen başlık
html-found-title = Sayfanın başlığı
html-site = Site
html-status = Sunucu yanıtı
html-archived = Arşiv kopyası
html-checked = Bakıldığı an
html-title = Başlık
html-publisher = Yayımcı
html-date = Tarih
html-means = yani
html-redirects = { $count } yönlendirme
html-from-cache = önceki bir çalıştırmadan
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
html-method = Nasıl bakıldı ve bu neyi söyleyemez
html-method-how = Numaralı her dipnot okundu, her atıf bağlantısıyla eşleştirildi, her bağlantı bir kez açıldı. Verilen başlık, tarih ve yayımcı, sayfanın kendisi hakkında söyledikleriyle, farklı olduğu yerde de sayfanın metniyle karşılaştırıldı.
html-method-limits = Otomatik okumayı reddeden bir site pekâlâ sağlam olabilir: “elle bakılacak”, tarayıcıda açmanızı ister. “Ulaşılamadı” geçici olabilir. “Açılıyor”, sayfanın yanıt verdiği, karşılaştıracak yeterli bilginin ise bulunmadığı anlamına gelir. Hiçbir karar, kaynağın ona dayanan cümleyi destekleyip desteklemediğini söylemez.
html-method-decisions = Verdiğiniz kararlar bu sayfada, bu tarayıcıda kalır. “Kararları kaydet” programlar için bir dosya yazar (isnad-decisions/1); “Sayfayı kararlarla kaydet” sayfayı başkasına gönderebilmeniz için yeniden yazar.
html-files = Dosyalar
statement-cited = ; verilen { $text }
statement-found = ; bulunan { $text }
statement-with-help = { $sentence }. Yapılacak: { $help }.
statement-suppressed = sayılmadı ({ $reason }): { $finding }
# Sınama durumlarının adları.
case-note = { $note } numaralı dipnot: { $about }
case-link = bağlantı: { $url }
# Markdown raporunun tablosu.
column-note = Dipnot
column-finding = Bulgu
column-cited = Verilen
column-found = Bulunan
column-source = Kaynak
left-out = { $count } bulgu daha buraya sığmadı; bu çalıştırmanın öteki raporlarında var
note-proxy = alan adlarını vekil sunucu çözüyor: yalnızca bağlantıda rakamla yazılmış adresler korunur
progress-sources = { $total } kaynaktan { $done } tanesi
note-unchanged = { $revision } sürümünden bu yana hiçbir belge değişmedi
note-fixed = { $file } dosyasının bildiği { $count } bulgu artık yok; `isnad baseline prune` bunları çıkarır
note-expired = { $file } dosyasındaki { $count } kararın süresi doldu: kabul ettikleri yeniden sayılıyor
baseline-written = { $file } dosyası { $new } bulguyu daha kabul ediyor, toplam { $all }
baseline-pruned = { $file } dosyasından { $gone } karar çıkarıldı, kalan { $left }
baseline-untold = şimdi ne olduğu ağ olmadan anlaşılamadı; dosya olduğu gibi kalıyor
note-proxy-silent = vekil sunucudan hiçbir şey gelmedi: çalıştığına ve adresinin doğru olduğuna bakın (--proxy ya da ortamdaki https_proxy ve http_proxy)
