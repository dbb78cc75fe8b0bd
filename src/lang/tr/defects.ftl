# Belgenin okunamayan yerleri. Her biri damaged-document cümlesinde iki noktadan sonra gelir.

defect-bytes-replaced = dosyada { $encoding } kodlamasına uymayan kısımlar var; bunların yerine yer tutucu karakter kondu
defect-ends-early = dosya, metni tamamlanmadan bitiyor
defect-too-large = belge, tamamı okunamayacak kadar büyük; sonu okunmadı
defect-page-breaks-off = sayfa burada kesiliyor; buradan sonraki dipnotlar ve bağlantılar kayıp

# Belgenin çağırdığı dosyalar ve anahtarıyla atıf yapılan yayınlar.
defect-file-absent = { $file } dosyası belgenin klasöründe yok
defect-draws-itself-in = dosya kendi içinde yeniden çağrılıyor
defect-bibliography-absent = { $file } kaynakça dosyası belgenin klasöründe yok; içindeki kayıtlar denetlenmedi
defect-bibliography-unknown = { $file } kaynakça dosyası ne BibTeX ne de CSL-JSON biçiminde; içindeki kayıtlar denetlenmedi
defect-item-left-out = kaynakçada JSON biçiminde olmayan bir kayıt atlandı
defect-entry-twice = kaynakçada { $key } kaydı iki kez geçiyor; ilki geçerli sayıldı
defect-entry-broken = kaynakçadaki { $key } kaydı bozuk; okunabilen kısmı kullanıldı
defect-entry-broken-unnamed = kaynakçada atıf anahtarı olmayan bir kayıt bozuk; okunabilen kısmı kullanıldı

# LaTeX.
defect-braces-open = { $count ->
    [one] açılan bir süslü ayraç ({"{"}) kapatılmamış
   *[other] açılan { $count } süslü ayraç ({"{"}) kapatılmamış
}
defect-commands-too-deep = okunamayacak kadar iç içe geçmiş komutlar atlandı
defect-commands-endless = sonu gelmeyen bir metin üreten komutlar yarıda kesildi

# Word, OpenDocument ve EPUB dosyalarının bölümleri.
defect-part-missing = { $part } bölümü dosyada yok
defect-part-encrypted = { $part } bölümü şifreli
defect-part-too-large = { $part } bölümü, sıkıştırması açılınca bir dosya için okunabilecek en büyük boyutu aşıyor
defect-part-damaged = { $part } bölümü bozuk: { $cause }
damage-too-large = okunamayacak kadar büyük
damage-too-many = öğe sayısı bir bölüm için okunabilecek sınırı aşıyor
damage-cut-off = öğeleri tamamlanmadan bitiyor
damage-too-deep = { $depth } düzeyden daha derindeki öğeler atlandı
defect-book-undescribed = { $part } bölümü, kitabı hangi dosyanın tanımladığını belirtmiyor
defect-book-orderless = { $part } bölümü, kitabın hangi sırayla okunacağını belirtmiyor
defect-book-too-large = kitabın metni, tamamı okunamayacak kadar uzun; { $part } bölümü ve sonrası atlandı

# PDF sayfaları.
defect-pages = { $first }-{ $last }. sayfaların her biri için: { $trouble }
defect-no-pages = dosyada hiç sayfa bulunamadı; dosya yarım kalmış ya da bozuk
defect-pages-lost = dosyanın sayfa listesi kayıp, eksik sayfalar olabilir; dosya yarım kalmış ya da bozuk
defect-page-large = sayfa, sıkıştırması açılınca bir sayfa için okunabilecek en büyük boyutu aşıyor; atlandı
defect-page-damaged = sayfa bozuk, okunamadı
defect-page-slow = okunması çok uzun sürdüğü için sayfa atlandı
defect-page-overfull = sayfanın içeriği bir sayfa için okunabilecek sınırı aşıyor; sonu atlandı
defect-page-picture = sayfa, metni olmayan bir resim; önce metin tanıma (OCR) uygulayın
defect-page-illegible = sayfanın metni güvenilir değil: yazı tipi, hangi simgenin hangi harfi gösterdiğini belirtmiyor; bu sayfada hiçbir şey değerlendirilmedi
defect-page-unread = dosyanın okunması bu sayfaya gelmeden kesildiği için sayfa okunamadı
