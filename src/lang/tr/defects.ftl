# Belgenin okunamayan yanları. Her biri damaged-document cümlesinde iki noktadan sonra gelir.

defect-bytes-replaced = { $encoding } kodlamasına uymayan baytların yerine işaret kondu
defect-ends-early = dosya, metni tamamlanmadan bitiyor
defect-too-large = belge okunabilecek en büyük boyutu aşıyor; sonu okunmadı
defect-page-breaks-off = sayfa burada kesiliyor; buradan sonraki dipnotlar ve bağlantılar kayıp

# Belgenin içine aldığı dosyalar ve anahtarıyla atıf yapılan yayınlar.
defect-file-absent = { $file } dosyası belgenin klasöründe yok
defect-draws-itself-in = dosya kendi kendini içine alıyor
defect-bibliography-absent = { $file } kaynakça dosyası belgenin klasöründe yok; içindekiler denetlenmedi
defect-bibliography-unknown = { $file } kaynakça dosyası ne BibTeX ne de CSL-JSON biçiminde; içindekiler denetlenmedi
defect-item-left-out = JSON olarak okunamayan bir kayıt atlandı
defect-entry-twice = { $key } kaydı iki kez geçiyor; ilki geçerli
defect-entry-broken = { $key } kaydı bozuk; okunabilen kısmı kullanıldı
defect-entry-broken-unnamed = anahtarı olmayan bir kayıt bozuk; okunabilen kısmı kullanıldı

# LaTeX.
defect-braces-open = { $count ->
    [one] açılan bir süslü parantez kapatılmamış
   *[other] açılan { $count } süslü parantez kapatılmamış
}
defect-commands-too-deep = okunamayacak kadar iç içe geçmiş komutlar atlandı
defect-commands-endless = yazdırdıklarının sonu gelmeyen komutlar yarıda kesildi

# Word, OpenDocument ve EPUB dosyalarının bölümleri.
defect-part-missing = { $part } bulunamadı
defect-part-encrypted = { $part } şifreli
defect-part-too-large = { $part }, açıldığında bir dosyadan okunan en büyük boyutu aşıyor
defect-part-damaged = { $part } bozuk: { $cause }
damage-too-large = okunamayacak kadar büyük
damage-too-many = bir bölümden okunandan fazla öğesi var
damage-cut-off = öğeleri kapanmadan bitiyor
damage-too-deep = { $depth } düzeyden derine inen öğeler atlandı
defect-book-undescribed = { $part }, kitabı hangi dosyanın tanımladığını söylemiyor
defect-book-orderless = { $part }, kitabın hangi sırayla okunacağını söylemiyor
defect-book-too-large = kitabın metni bir kitaptan okunandan uzun; { $part } ve sonrası atlandı

# PDF sayfaları.
defect-pages = { $first }-{ $last }. sayfalar: { $trouble }
defect-no-pages = dosyada hiç sayfa bulunamadı; dosya yarım kalmış ya da bozuk
defect-pages-lost = dosyanın sayfa listesi kayıp, eksik sayfalar olabilir; dosya yarım kalmış ya da bozuk
defect-page-large = sayfa, açıldığında bir sayfadan okunan en büyük boyutu aşıyor; atlandı
defect-page-damaged = sayfa bozuk, okunamadı
defect-page-slow = sayfanın okunması çok uzun sürüyor; atlandı
defect-page-overfull = sayfada, bir sayfadan okunandan fazlası var; sonu atlandı
defect-page-picture = sayfa, metni olmayan bir görüntü; önce metin tanıma (OCR) uygulayın
defect-page-illegible = sayfanın metni güvenilir değil: yazı tipi, işaretlerin hangi harfler olduğunu söylemiyor; bu sayfada hiçbir şey değerlendirilmedi
defect-page-unread = sayfa okunamadı: dosyanın okunması bu sayfadan önce kesildi
