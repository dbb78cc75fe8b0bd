# ما تعذّرت قراءته من المستند. كل جملة منها تأتي بعد نقطتين في جملة damaged-document.

defect-bytes-replaced = في الملف مواضع لا تُقرأ بالترميز { $encoding }، فوُضعت مكانها علامة بديلة
defect-ends-early = ينتهي الملف قبل أن يكتمل نصه
defect-too-large = المستند أكبر من أن يُقرأ كله، فلم يُقرأ آخره
defect-page-breaks-off = انقطعت الصفحة عند هذا الموضع، وضاع ما بعده من حواشٍ وروابط

# ما يُدرجه المستند، والأعمال التي يُحال إليها بمفاتيحها.
defect-file-absent = الملف { $file } غير موجود في مجلد المستند
defect-draws-itself-in = أُدرج الملف داخل نفسه
defect-bibliography-absent = ملف المراجع { $file } غير موجود في مجلد المستند، فلم يُدقَّق ما فيه
defect-bibliography-unknown = ملف المراجع { $file } ليس بصيغة BibTeX ولا بصيغة CSL-JSON، فلم يُدقَّق ما فيه
defect-item-left-out = أحد مداخل المراجع ليس بصيغة JSON، فلم يُقرأ
defect-entry-twice = ورد المدخل { $key } مرتين، والمعتمد ما ورد أولًا
defect-entry-broken = المدخل { $key } غير سليم، واعتُمد ما أمكنت قراءته منه
defect-entry-broken-unnamed = في المراجع مدخل غير سليم لا مفتاح له، واعتُمد ما أمكنت قراءته منه

# ‏LaTeX.
defect-braces-open = { CARDINAL($count) ->
    [one] قوس واحد من نوع {"{}"} فُتح ولم يُغلق
    [two] قوسان من نوع {"{}"} فُتحا ولم يُغلقا
    [few] { $count } أقواس من نوع {"{}"} فُتحت ولم تُغلق
    [many] { $count } قوسًا من نوع {"{}"} فُتح ولم يُغلق
   *[other] { $count } قوس من نوع {"{}"} فُتح ولم يُغلق
}
defect-commands-too-deep = تداخلت بعض الأوامر تداخلًا مفرطًا، فلم تُقرأ
defect-commands-endless = بعض الأوامر يولّد نصًا لا ينتهي، فأُوقفت قراءته

# أجزاء ملفات Word وOpenDocument وEPUB.
defect-part-missing = الجزء { $part } غير موجود في الملف
defect-part-encrypted = الجزء { $part } مشفَّر
defect-part-too-large = حجم الجزء { $part } بعد فك ضغطه يتجاوز الحد الأقصى للملف الواحد
defect-part-damaged = الجزء { $part } معطوب: { $cause }
damage-too-large = حجمه يتجاوز الحد الأقصى
damage-too-many = عدد عناصره يتجاوز الحد الأقصى للجزء الواحد
damage-cut-off = ينتهي قبل أن تكتمل عناصره
damage-too-deep = لم يُقرأ ما زاد عدد مستويات تداخله على { $depth }
defect-book-undescribed = لا يبيّن الجزء { $part } الملف الذي يصف الكتاب
defect-book-orderless = لا يبيّن الجزء { $part } بأي ترتيب يُقرأ الكتاب
defect-book-too-large = نص الكتاب أطول من أن يُقرأ كله، فلم يُقرأ الجزء { $part } ولا ما بعده

# صفحات PDF.
defect-pages = كل صفحة من { $first } إلى { $last }: { $trouble }
defect-no-pages = لم يُعثر في الملف على أي صفحة؛ فهو مبتور أو معطوب
defect-pages-lost = ضاعت قائمة صفحات الملف، وقد تنقصه صفحات؛ فهو مبتور أو معطوب
defect-page-large = حجم الصفحة بعد فك ضغطها يتجاوز الحد الأقصى للصفحة الواحدة، فلم تُقرأ
defect-page-damaged = الصفحة معطوبة، فتعذّرت قراءتها
defect-page-slow = تستغرق قراءة الصفحة وقتًا أطول من المتاح، فلم تُقرأ
defect-page-overfull = محتوى الصفحة يتجاوز الحد الأقصى للصفحة الواحدة، فلم يُقرأ آخره
defect-page-picture = الصفحة صورة بلا نص؛ استخرج نصها أولًا بالتعرف الضوئي على الحروف (OCR)
defect-page-illegible = نص الصفحة لا يُعتمد عليه، لأن خط طباعتها لا يبيّن الحرف الذي ترمز إليه كل علامة؛ فلم يُحكم على شيء فيها
defect-page-unread = لم تُقرأ الصفحة، إذ انقطعت قراءة الملف قبل بلوغها
