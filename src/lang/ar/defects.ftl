# ما تعذّرت قراءته من المستند. كل جملة منها تأتي بعد نقطتين في جملة damaged-document.

defect-bytes-replaced = في الملف بايتات لا تنتمي إلى الترميز { $encoding }، وُضعت مكانها علامة بديلة
defect-ends-early = ينتهي الملف قبل أن يكتمل نصه
defect-too-large = المستند أكبر مما يمكن قراءته، فتُرك آخره
defect-page-breaks-off = تنقطع الصفحة عند هذا الموضع، وضاع ما بعده من حواشٍ وروابط

# ما يُدرجه المستند، والأعمال التي يُحال إليها بمفاتيحها.
defect-file-absent = الملف { $file } غير موجود في مجلد المستند
defect-draws-itself-in = الملف يُدرج نفسه
defect-bibliography-absent = ملف المراجع { $file } غير موجود في مجلد المستند، فلم يُدقَّق ما فيه
defect-bibliography-unknown = ملف المراجع { $file } ليس بصيغة BibTeX ولا بصيغة CSL-JSON، فلم يُدقَّق ما فيه
defect-item-left-out = تُرك مدخل لا يُقرأ بوصفه JSON
defect-entry-twice = ورد المدخل { $key } مرتين، والمعتمد أولهما
defect-entry-broken = المدخل { $key } غير سليم، واعتُمد ما أمكنت قراءته منه
defect-entry-broken-unnamed = مدخل بلا مفتاح غير سليم، واعتُمد ما أمكنت قراءته منه

# ‏LaTeX.
defect-braces-open = { CARDINAL($count) ->
    [one] قوس معقوف مفتوح لم يُغلق
    [two] قوسان معقوفان مفتوحان لم يُغلقا
    [few] { $count } أقواس معقوفة مفتوحة لم تُغلق
    [many] { $count } قوسًا معقوفًا مفتوحًا لم يُغلق
   *[other] { $count } قوس معقوف مفتوح لم يُغلق
}
defect-commands-too-deep = تُركت أوامر بلغ تداخلها حدًّا لا يُقرأ
defect-commands-endless = قُطعت أوامر تطبع بلا نهاية

# أجزاء ملفات Word وOpenDocument وEPUB.
defect-part-missing = الجزء { $part } غير موجود
defect-part-encrypted = الجزء { $part } مشفَّر
defect-part-too-large = الجزء { $part } أكبر بعد فك ضغطه مما يُقرأ من ملف واحد
defect-part-damaged = الجزء { $part } تالف: { $cause }
damage-too-large = حجمه أكبر مما يُقرأ
damage-too-many = عناصره أكثر مما يُقرأ من جزء واحد
damage-cut-off = ينتهي قبل أن تُغلق عناصره
damage-too-deep = تُرك ما زادت مستويات تداخله على { $depth }
defect-book-undescribed = لا يذكر { $part } أيَّ ملف يصف الكتاب
defect-book-orderless = لا يذكر { $part } ترتيب قراءة الكتاب
defect-book-too-large = نص الكتاب أطول مما يُقرأ من كتاب واحد، فتُرك { $part } وما بعده

# صفحات PDF.
defect-pages = الصفحات من { $first } إلى { $last }: { $trouble }
defect-no-pages = لا صفحة يمكن العثور عليها في الملف؛ فهو مبتور أو تالف
defect-pages-lost = ضاعت قائمة صفحات الملف، وقد تنقصه صفحات؛ فهو مبتور أو تالف
defect-page-large = الصفحة أكبر بعد فك ضغطها مما يُقرأ من صفحة واحدة، فتُركت
defect-page-damaged = الصفحة تالفة، فتعذّرت قراءتها
defect-page-slow = تستغرق قراءة الصفحة أكثر من الوقت المتاح، فتُركت
defect-page-overfull = في الصفحة أكثر مما يُقرأ من صفحة واحدة، فتُرك آخرها
defect-page-picture = الصفحة صورة بلا نص؛ استخرج نصها أولًا بالتعرف الضوئي على الحروف (OCR)
defect-page-illegible = نص الصفحة لا يُعتمد عليه: لا يبيّن خطها أيَّ حرف ترمز إليه كل علامة؛ فلم يُحكم على شيء فيها
defect-page-unread = تعذّرت قراءة الصفحة: انقطعت قراءة الملف قبلها
