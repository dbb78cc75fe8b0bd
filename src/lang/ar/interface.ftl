# ما يقوله البرنامج عن نفسه. وكلام القواعد في rules.ftl.

list-separator = {"، "}
# جملة من إصدار آخر من البرنامج، كما قيلت.
said = { $text }
quoted = «{ $text }»

# ملاحظة واحدة.
severity-error = خطأ
severity-warning = تحذير
severity-info = معلومة
label-cited = المذكور:
label-found = الموجود:
label-similarity = التشابه:
label-url = الرابط:
label-related = انظر أيضًا:
label-help = ما العمل:
found-in = (في { $where })
place-note = الحاشية { $note }
place-page = الصفحة { $page }
place-line = السطر { $line }
place-paragraph = الفقرة { $paragraph }
place-part = الجزء { $part }
place-document = المستند

# مستند واحد.
header-pages = { CARDINAL($count) ->
    [zero] بلا صفحات
    [one] صفحة واحدة
    [two] صفحتان
    [few] { $count } صفحات
   *[other] { $count } صفحة
}
header-rtl = من اليمين إلى اليسار
header-suppressed = { CARDINAL($count) ->
    [zero] لا ملاحظات مستبعدة
    [one] ملاحظة واحدة مستبعدة
    [two] ملاحظتان مستبعدتان
    [few] { $count } ملاحظات مستبعدة
   *[other] { $count } ملاحظة مستبعدة
}
label-verdicts = الأحكام:
label-findings = الملاحظات:
verdict-count = { $verdict }: { $count }
verdict-unlinked = بلا رابط
    .about = لا يُنتظر أن يكون له رابط، ولا رابط له: مقابلة، أو إحالة إلى حاشية سابقة، أو تعليق، أو عمل مطبوع
verdict-missing = ينقصه الرابط
    .about = يُنتظر أن يكون له رابط، ولا رابط له في المستند
verdict-unchecked = لم يُفحص
    .about = لم يُفتح الرابط: التدقيق بلا شبكة، أو الرابط مستثنى، أو لا ذكر له في السجل، أو انقطع الاتصال بالشبكة، أو أُوقف التدقيق
verdict-dead = لا يعمل
    .about = ثبت أن الصفحة لم تعد موجودة
verdict-blocked = يُراجَع يدويًا
    .about = يرفض الموقع القراءة الآلية؛ افتحه بنفسك
verdict-unreachable = تعذّر الوصول
    .about = لم يرد جواب قاطع بعد عدة محاولات: تأخر جواب الخادم، أو وقع فيه خطأ، أو أخفق التشفير، أو رُفض الاتصال
verdict-mismatched = غير مطابق
    .about = يفتح الرابط صفحة غير الصفحة المذكورة في الحاشية: عنوانها أو تاريخها أو ناشرها مختلف
verdict-verified = متحقَّق منه
    .about = قورن العنوان أو التاريخ فوُجد مطابقًا، ولا شيء يناقضه
verdict-alive = يعمل
    .about = فُتحت الصفحة، ولم يكن هناك ما يكفي للمقارنة
count-errors = { CARDINAL($count) ->
    [zero] لا أخطاء
    [one] خطأ واحد
    [two] خطآن
    [few] { $count } أخطاء
    [many] { $count } خطأً
   *[other] { $count } خطأ
}
count-warnings = { CARDINAL($count) ->
    [zero] لا تحذيرات
    [one] تحذير واحد
    [two] تحذيران
    [few] { $count } تحذيرات
    [many] { $count } تحذيرًا
   *[other] { $count } تحذير
}
count-infos = { CARDINAL($count) ->
    [zero] لا معلومات
    [one] معلومة واحدة
    [two] معلومتان
    [few] { $count } معلومات
   *[other] { $count } معلومة
}
count-clean = لا ملاحظات

# التدقيق كله.
summary-none = لم يُدقَّق أي مستند
summary-line = { $looked }: { $found }
summary-documents = { CARDINAL($count) ->
    [zero] لا مستندات
    [one] مستند واحد
    [two] مستندان
    [few] { $count } مستندات
    [many] { $count } مستندًا
   *[other] { $count } مستند
}
summary-notes = { CARDINAL($count) ->
    [zero] لا حواشي
    [one] حاشية واحدة
    [two] حاشيتان
    [few] { $count } حواشٍ
   *[other] { $count } حاشية
}
summary-citations = { CARDINAL($count) ->
    [zero] لا إحالات
    [one] إحالة واحدة
    [two] إحالتان
    [few] { $count } إحالات
   *[other] { $count } إحالة
}
summary-urls = { CARDINAL($count) ->
    [zero] لا روابط أخرى
    [one] رابط آخر
    [two] رابطان آخران
    [few] { $count } روابط أخرى
    [many] { $count } رابطًا آخر
   *[other] { $count } رابط آخر
}
caveat-incomplete = انتهى التدقيق قبل فحص المصادر كلها
caveat-no-network = لا اتصال بالشبكة: لم يُفحص أي مصدر، ولم يُحكم على أي رابط بأنه لا يعمل
hint-offline = لم يُفتح أي رابط؛ احذف `--offline` لتُفحص المصادر كلها
hint-blocked = «يُراجَع يدويًا» لا تعني أن الرابط لا يعمل: يرفض الموقع القراءة الآلية، فافتح الرابط في المتصفح
hint-unreachable = ما تعذّر الوصول إليه لم يرد منه جواب قاطع: أعد المحاولة لاحقًا قبل أن تضع مكانه مصدرًا آخر
hint-deadline = لم يتسع الوقت لفحص بعض المصادر: زِده بـ `--deadline`، وما فُحص محفوظ
hint-archive = أضف `--archive lookup` للبحث عن نسخ مؤرشفة من الصفحات التي لم تعد موجودة
hint-archive-silent = لم يُجب أرشيف الويب، فلا يُعرف هل لديه نسخ؛ أعد المحاولة لاحقًا
hint-baseline = الأمر `isnad baseline write` يقبل الملاحظات الحالية، فلا يُحتسب بعدها إلا الجديد
hint-rules = الأمر `isnad rules NAME` يشرح القاعدة
hint-report = أضف `--report html --open` لتُعرض الحواشي والمصادر كلها في صفحة: للفرز واتخاذ القرارات والطباعة
# الصفحة.
html-skip = انتقل إلى ما ينتظر مراجعتك
html-tagline = تدقيق الحواشي والمصادر
html-mode-online = فُحصت الروابط على الشبكة
html-mode-offline = دُقّق بلا شبكة، فلم يُفتح أي رابط
html-mode-replay = فُحصت الروابط في سجل محفوظ
html-filter = عرض بحسب الحكم
html-all = الإحالات كلها
# يضع المتصفح مكان %shown% و%total% عددين: هنا وفيما يلي.
html-shown = الإحالات المعروضة: %shown% من %total%
html-need = { CARDINAL($count) ->
    [0] لا شيء ينتظر مراجعتك
    [one] موضع واحد ينتظر مراجعتك
    [two] موضعان ينتظران مراجعتك
    [few] { $count } مواضع تنتظر مراجعتك
    [many] { $count } موضعًا ينتظر مراجعتك
   *[other] { $count } موضع ينتظر مراجعتك
}
html-needs-you = ينتظر مراجعتك
html-look = للمراجعة اليدوية
html-all-well = لا شيء هنا يحتاج إلى تصحيح.
html-fine = { CARDINAL($count) ->
    [zero] لا حواشي سليمة
    [one] حاشية واحدة لا مأخذ عليها
    [two] حاشيتان لا مأخذ عليهما
    [few] { $count } حواشٍ لا مأخذ عليها
   *[other] { $count } حاشية لا مأخذ عليها
}
html-loose = روابط خارج الحواشي
html-link = رابط
html-loose-fine = { CARDINAL($count) ->
    [zero] لا روابط سليمة خارج الحواشي
    [one] رابط واحد خارج الحواشي لا مأخذ عليه
    [two] رابطان خارج الحواشي لا مأخذ عليهما
    [few] { $count } روابط خارج الحواشي لا مأخذ عليها
    [many] { $count } رابطًا خارج الحواشي لا مأخذ عليه
   *[other] { $count } رابط خارج الحواشي لا مأخذ عليه
}
html-table = الإحالات كلها
html-page = الصفحة
html-verdict = الحكم
html-cited-title = العنوان المذكور
html-found-title = عنوان الصفحة
html-site = الموقع
html-status = جواب الخادم
html-archived = نسخة مؤرشفة
html-checked = وقت الفحص
html-title = العنوان
html-publisher = الناشر
html-date = التاريخ
html-means = أي
html-redirects = { CARDINAL($count) ->
    [zero] بلا تحويل
    [one] تحويل واحد
    [two] تحويلان
    [few] { $count } تحويلات
    [many] { $count } تحويلًا
   *[other] { $count } تحويل
}
html-from-cache = من فحص سابق
html-ignored = مستثنى في الإعدادات:
html-baseline = معروف من قبل:
html-commented = قُبل في تعليق داخل المستند:
html-todo = ما العمل:
html-decision = قرارك
html-accept = يُقبل كما هو
html-fix = يُصحَّح
html-ask = يُسأل الكاتب
html-remark = تعليقك
html-clear = تراجع
html-by = اسمك
html-decisions = قراراتك
html-decided = بُتّ في %done% من %total%
html-save = احفظ القرارات
html-keep = احفظ الصفحة مع القرارات
html-method = كيف جرى التدقيق، وما حدوده
html-method-how = قُرئت كل حاشية مرقّمة، ونُسبت كل إحالة إلى رابطها، وفُتح كل رابط مرة واحدة. وقورن العنوان والتاريخ والناشر، كما وردت في الحاشية، بما تذكره الصفحة عن نفسها، ثم بنصها عند الاختلاف.
html-method-limits = قد يكون الموقع الذي يرفض القراءة الآلية سليمًا تمامًا: «يُراجَع يدويًا» تعني أن تفتحه في المتصفح. وقد يزول سبب «تعذّر الوصول». و«يعمل» تعني أن الصفحة فُتحت ولم يكن هناك ما يكفي للمقارنة. ولا يدل أي حكم على أن المصدر يؤيد الجملة التي تحيل إليه.
html-method-decisions = تبقى قراراتك في هذه الصفحة، في هذا المتصفح. «احفظ القرارات» يكتب ملفًا للبرامج (isnad-decisions/1)، و«احفظ الصفحة مع القرارات» يكتب الصفحة من جديد لترسلها إلى غيرك.
html-files = الملفات
statement-cited = ؛ المذكور { $text }
statement-found = ؛ الموجود { $text }
statement-with-help = { $sentence }. ما العمل: { $help }.
statement-suppressed = مستبعدة ({ $reason }): { $finding }
# أسماء حالات الاختبار.
case-note = الحاشية { $note }: { $about }
case-link = رابط: { $url }
# جدول تقرير Markdown.
column-note = الحاشية
column-finding = الملاحظة
column-cited = المذكور
column-found = الموجود
column-source = المصدر
left-out = { CARDINAL($count) ->
    [zero] لم تبقَ ملاحظات أخرى
    [one] لم يتسع المكان هنا لملاحظة أخرى؛ وهي في التقارير الأخرى لهذا التدقيق
    [two] لم يتسع المكان هنا لملاحظتين أخريين؛ وهما في التقارير الأخرى لهذا التدقيق
    [few] لم يتسع المكان هنا لـ { $count } ملاحظات أخرى؛ وهي في التقارير الأخرى لهذا التدقيق
   *[other] لم يتسع المكان هنا لـ { $count } ملاحظة أخرى؛ وهي في التقارير الأخرى لهذا التدقيق
}
note-proxy = الخادم الوسيط (proxy) هو الذي يستعلم عن أسماء النطاقات: لا يُحجب من العناوين الخاصة إلا ما كُتب أرقامًا في الروابط
progress-sources = المصادر: { $done } من { $total }
note-unchanged = لم يتغير أي مستند منذ الإصدار { $revision }
note-fixed = { CARDINAL($count) ->
    [zero] لم تزُل أي ملاحظة من المسجَّل في { $file }
    [one] زالت ملاحظة واحدة من المسجَّل في { $file }؛ والأمر `isnad baseline prune` يحذفها منه
    [two] زالت ملاحظتان من المسجَّل في { $file }؛ والأمر `isnad baseline prune` يحذفهما منه
    [few] زالت { $count } ملاحظات من المسجَّل في { $file }؛ والأمر `isnad baseline prune` يحذفها منه
   *[other] زالت { $count } ملاحظة من المسجَّل في { $file }؛ والأمر `isnad baseline prune` يحذفها منه
}
note-expired = { CARDINAL($count) ->
    [zero] لم ينتهِ أجل أي قرار في { $file }
    [one] انتهى أجل قرار واحد في { $file }، فصار ما قُبل بموجبه يُحتسب من جديد
    [two] انتهى أجل قرارين في { $file }، فصار ما قُبل بموجبهما يُحتسب من جديد
    [few] انتهى أجل { $count } قرارات في { $file }، فصار ما قُبل بموجبها يُحتسب من جديد
    [many] انتهى أجل { $count } قرارًا في { $file }، فصار ما قُبل بموجبها يُحتسب من جديد
   *[other] انتهى أجل { $count } قرار في { $file }، فصار ما قُبل بموجبها يُحتسب من جديد
}
baseline-written = { CARDINAL($new) ->
    [zero] لم تُضف إلى { $file } أي ملاحظة مقبولة، والمجموع { $all }
    [one] أُضيفت إلى { $file } ملاحظة مقبولة واحدة، والمجموع { $all }
    [two] أُضيفت إلى { $file } ملاحظتان مقبولتان، والمجموع { $all }
    [few] أُضيفت { $new } ملاحظات مقبولة إلى { $file }، والمجموع { $all }
   *[other] أُضيفت { $new } ملاحظة مقبولة إلى { $file }، والمجموع { $all }
}
baseline-pruned = { CARDINAL($gone) ->
    [zero] لم يُحذف من { $file } شيء، وبقي فيه { $left }
    [one] حُذف قرار واحد من { $file }، وبقي فيه { $left }
    [two] حُذف قراران من { $file }، وبقي فيه { $left }
    [few] حُذفت { $gone } قرارات من { $file }، وبقي فيه { $left }
    [many] حُذف { $gone } قرارًا من { $file }، وبقي فيه { $left }
   *[other] حُذف { $gone } قرار من { $file }، وبقي فيه { $left }
}
baseline-untold = لا سبيل إلى معرفة الملاحظات الحالية بلا شبكة، فبقي الملف كما هو
note-proxy-silent = لم يصل شيء عبر الخادم الوسيط (proxy): تحقق من أنه يعمل ومن صحة عنوانه ومن أنه لا يطلب اسم مستخدم وكلمة مرور في هذا العنوان (‎--proxy، أو https_proxy وhttp_proxy في متغيرات البيئة)
# القواعد، سردًا وشرحًا.
rules-off = معطَّلة
rules-network = الشبكة
rules-headline = { $name } ({ $level })
rules-headline-network = { $name } ({ $level }، تحتاج إلى الشبكة)
