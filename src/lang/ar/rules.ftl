# ما تجده القواعد، وما العمل عندئذ. رسالة لكل نوع من الملاحظات؛ وخاصّتها `help` تقول ما العمل.

missing-source = تشير الإحالة إلى رابط («{ $label }») لا وجود له في المستند
    .help = أضف الرابط، أو احذف هذه الكلمة إن لم يكن العمل منشورًا على الشبكة
missing-source-unlabelled = تذكر الإحالة تاريخ الاطلاع على صفحة، ولا رابط للصفحة في المستند
    .help = أضف رابط الصفحة التي اطُّلع عليها
missing-source-likely = مادة نشرها { $publisher } يُرجَّح أنها متاحة على الشبكة، ولا رابط لها
    .help = أضف رابطها إن وُجد

links-lost = في المستند كلمات روابط بلا روابط ({ $lost } من أصل { $labels }): الأرجح أن الروابط ضاعت عند تحويل المستند
    .help = دقّق الملف الأصلي، أو صدِّره من جديد مع الإبقاء على روابطه

callout-without-note = يشير المتن إلى الحاشية { $marker }، وهي غير موجودة في المستند
    .help = أضف الحاشية، أو صحّح رقم الإشارة

duplicate-number = توجد حاشية أخرى بالرقم { $number } نفسه
    .help = أعد ترقيم الحواشي، وتبيَّن أيَّها تقصد كلُّ إشارة
duplicate-number-earlier = الحاشية الأولى ذات الرقم { $number }

number-gap =
    { CARDINAL($count) ->
        [one] في الترقيم فجوة، والناقص { $missing }: بعد الحاشية { $before } تأتي الحاشية { $after }
        [two] في الترقيم فجوة، والناقص { $missing } (حاشيتان): بعد الحاشية { $before } تأتي الحاشية { $after }
        [few] في الترقيم فجوة، والناقص { $missing } ({ $count } حواشٍ): بعد الحاشية { $before } تأتي الحاشية { $after }
       *[other] في الترقيم فجوة، والناقص { $missing } ({ $count } حاشية): بعد الحاشية { $before } تأتي الحاشية { $after }
    }
    .help = ابحث عمّا كان بينهما؛ أعِده إلى موضعه، أو أعد ترقيم الحواشي

note-without-callout = لا إشارة في المتن إلى الحاشية { $marker }
    .help = ضع الإشارة إليها في موضعها، أو احذف الحاشية
note-without-callout-all = { CARDINAL($count) ->
        [one] لا إشارة في المتن إلى الحاشية الوحيدة
        [two] لا إشارة في المتن إلى أيٍّ من الحاشيتين
        [few] لا إشارة في المتن إلى أيٍّ من الحواشي، وعددها { $count }
       *[other] لا إشارة في المتن إلى أيٍّ من الحواشي، وعددها { $count }
    }
    .help = تحقق أهي حواشي ملف آخر؛ فإن كانت كذلك فدقّق الملفين معًا في مستند واحد

unpaired-url = في المستند رابط لا يعود إلى أي حاشية: { $url }
    .help = ابحث عن الحاشية التي يعود إليها، وانظر هل ما زال فيها ما يشير إلى رابط

uncertain-pairing =
    { CARDINAL($count) ->
        [one] ليس مؤكدًا أن هذا هو رابط الإحالة، فقد يكون رابطها { $others }
       *[other] ليس مؤكدًا أن هذا هو رابط الإحالة، فقد يكون رابطها أحد هذه الروابط: { $others }
    }
    .help = افتح الروابط وانظر أيها المقصود؛ وذكر العنوان أو التاريخ في الحاشية يحسم الأمر
uncertain-pairing-none =
    { CARDINAL($count) ->
        [one] ليس مؤكدًا أن لهذه الإحالة رابطًا، وقد يكون { $others }
       *[other] ليس مؤكدًا أن لهذه الإحالة رابطًا، وقد يكون أحد هذه الروابط: { $others }
    }
uncertain-pairing-alone = ليس مؤكدًا أن هذا هو رابط الإحالة
uncertain-pairing-candidate = قد يكون { $url }

link-target-differs = المكتوب في النص { $printed }، والرابط الذي تحته يؤدي إلى { $url }
    .help = افتح الاثنين، ثم اجعل الرابط يؤدي إلى ما يقوله النص، أو صحّح النص

no-sources = لم توجد في هذا المستند حاشية ولا رابط
    .help = انظر هل فيه حواشٍ؛ فإن وُجدت فدقّق الملف الذي أُنشئ منه

damaged-document = تعذّرت قراءة جزء من المستند: { $defect }
    .help = أصلِح الملف، أو راجع ذلك الجزء بنفسك

malformed-url = هذا ليس رابطًا صحيحًا: { $url }
    .help = انسخ الرابط من جديد من شريط العنوان في المتصفح
malformed-url-placeholder = رابط لم يُستكمل قط: { $url }
malformed-url-file = يؤدي الرابط إلى ملف على جهاز الكاتب: { $url }
malformed-url-own-machine = يؤدي الرابط إلى جهاز الكاتب أو شبكته: { $url }
    .help = أحِل إلى رابط يستطيع غيرك فتحه

malformed-date = لا يصح أن يكون «{ $cited }» تاريخًا
    .help = خذ التاريخ من الصفحة

future-date = التاريخ المذكور، { $cited }، لاحق ليوم التدقيق، { $now }
    .help = خذ التاريخ من الصفحة؛ وإن كان التدقيق ليوم آخر فعيّنه بـ ‎--today
future-date-accessed = تاريخ الاطلاع، { $cited }، لاحق ليوم التدقيق، { $now }

credentials-in-url = في الرابط رمز سري، في المعامل «{ $parameter }»
    .help = أحِل إلى الرابط العام، واطلب إبطال الرمز إن كان المستند قد نُشر أو أُرسل إلى غيرك
credentials-in-url-password = في الرابط اسم مستخدم وكلمة مرور

hidden-direction-control = في الرابط محرف خفي يتحكم في اتجاه الكتابة ({ $control })
    .help = احذف المحرف الخفي، وأسلم الطرق أن تكتب النص من جديد
hidden-direction-control-title = في العنوان محرف خفي يقلب ترتيب ما يُرى ({ $control })

home-page-only = يؤدي الرابط إلى الصفحة الرئيسية للموقع { $host } لا إلى العمل نفسه
    .help = أحِل إلى صفحة العمل

shortened-url = رابط مختصَر من { $host } لا يُظهر وجهته
    .help = اذكر الرابط كاملًا
shortened-url-known =
    .help = اذكر { $full }

tracking-parameters =
    { CARDINAL($count) ->
        [one] في الرابط معامل لا عمل له إلا تتبّع القراء: { $parameters }
        [two] في الرابط معاملان لا عمل لهما إلا تتبّع القراء: { $parameters }
       *[other] في الرابط معاملات لا عمل لها إلا تتبّع القراء: { $parameters }
    }
    .help = اذكر { $clean } إن كان يؤدي إلى الصفحة نفسها
tracking-parameters-same =
    .help = اذكر { $clean }، فهو يؤدي إلى الصفحة نفسها

insecure-url = يحوّل الموقع هذا الرابط تحويلًا دائمًا إلى https
    .help = اذكر { $secure }

inconsistent-citation-title = ذُكر هذا الرابط هنا بعنوان «{ $cited }» وفي الحاشية { $number } بعنوان «{ $other }»
inconsistent-citation-date = ذُكر هذا الرابط هنا بتاريخ { $cited } وفي الحاشية { $number } بتاريخ { $other }
inconsistent-citation =
    .help = افتح الصفحة وانظر أي الاثنين هو الصحيح، ثم ابحث عن رابط الآخر
inconsistent-citation-earlier = الحاشية { $number }

unsourced-attribution = كلام منقول («{ $cue }») بلا حاشية ولا رابط
    .help = أضف حاشية تحيل إلى مصدر الكلام، أو رابطًا إليه
unsourced-attribution-quotation = اقتباس بلا حاشية ولا رابط: { $cue }
unsourced-attribution-line = ذُكر المصدر («{ $cue }») بلا رابط إليه
    .help = أضف رابط الصفحة المقصودة

dead-link = الرابط لا يعمل: أجاب الخادم بالرمز { $status } في محاولتين
    .help = انظر هل انتقلت الصفحة أو حفظها أرشيف للويب، وأحِل إليها هناك
dead-link-since = الرابط لا يعمل: أجاب الخادم بالرمز { $status } في محاولتين، وفي كل فحص منذ { $since }
dead-link-once = الرابط لا يعمل: أجاب الخادم بالرمز { $status } (محاولة واحدة، بحسب السجل)
dead-link-no-such-name = الرابط لا يعمل: لا وجود للنطاق { $host } (في محاولتين)
dead-link-no-such-name-once = الرابط لا يعمل: لا وجود للنطاق { $host } (محاولة واحدة، بحسب السجل)
dead-link-lately = لم يتعطل الرابط إلا منذ { $since }، فيُعدّ ذلك تحذيرًا في الوقت الحاضر
dead-link-never-archived =
    .help = لا نسخة من الصفحة في أي أرشيف: تحقق من الرابط، أو ابحث عن العمل في مكان آخر
dead-link-archived =
    .help = أحِل إلى النسخة المؤرشفة من الصفحة: { $archived }

soft-404 = الصفحة لم تعد موجودة وإن كان الرابط يُفتح: هذا ما تقوله الصفحة نفسها ({ $signs })
    .help = انظر هل انتقلت الصفحة أو حفظها أرشيف للويب، وأحِل إليها هناك
soft-404-sibling = الصفحة لم تعد موجودة وإن كان الرابط يُفتح: يعرض الموقع الصفحة نفسها لرابط مختلَق مجاور له
soft-404-signs = الصفحة لم تعد موجودة وإن كان الرابط يُفتح: تدل على ذلك علامتان ({ $signs })

parked-domain = الصفحة لم تعد موجودة: النطاق { $host } معروض للبيع
    .help = انظر هل حفظ الصفحةَ أرشيفٌ للويب، وأحِل إليها هناك

redirected-home = الصفحة لم تعد موجودة: يؤدي رابطها إلى الصفحة الرئيسية للموقع، { $home }
    .help = ابحث عن العمل في الموقع، أو انظر هل حفظه أرشيف للويب، وأحِل إليه هناك

title-mismatch = يفتح الرابط صفحة أخرى: «{ $found }»
    .help = قارن بين العنوانين؛ ثم ابحث عن رابط العمل المقصود، أو صحّح العنوان
title-mismatch-weak = عنوان الصفحة مختلف: «{ $found }»
title-mismatch-language = الصفحة بلغة أخرى، وليس فيها ما يشير إلى العنوان المذكور: «{ $found }»

date-mismatch = التاريخ المذكور { $cited }، وتاريخ الصفحة { $found } ({ $found_in })
    .help = افتح الصفحة وصحّح التاريخ، أو صحّح الرابط إن كان يؤدي إلى صفحة أخرى
date-mismatch-same-month = التاريخ المذكور { $cited }، وتاريخ الصفحة { $found } ({ $found_in })؛ تتفق السنة والشهر
date-mismatch-month-differs = التاريخ المذكور { $cited }، وتاريخ الصفحة { $found } ({ $found_in })؛ يتفق اليوم والسنة
date-mismatch-year-differs = التاريخ المذكور { $cited }، وتاريخ الصفحة { $found } ({ $found_in })؛ لا تختلف إلا السنة
date-mismatch-url = التاريخ المذكور { $cited }، والتاريخ في الرابط { $found }

content-drifted = تغيّرت الصفحة: «{ $found }»؛ ونسختها المؤرشفة بتاريخ { $day } هي المطابقة للإحالة
    .help = أحِل إلى النسخة المؤرشفة: { $archived }

publisher-mismatch = الناشر المذكور { $cited }، والناشر في الصفحة { $found } ({ $found_in })
    .help = تبيَّن من نشر العمل واذكره، أو أحِل إلى صفحته عند الناشر المذكور

moved-link = انتقلت الصفحة نهائيًا إلى { $found }
    .help = اذكر الرابط الجديد

blocked = يرفض الموقع القراءة الآلية ({ $status })
    .help = افتح الرابط في المتصفح وقارن العنوان والتاريخ
blocked-wall = يضع الموقع أمام القراءة الآلية اختبارًا لصدّ البرامج ({ $status })
blocked-login = يطلب الموقع تسجيل الدخول ({ $status })
blocked-login-page = يظهر نموذج لتسجيل الدخول بدل الصفحة
blocked-consent = يظهر طلب موافقة بدل الصفحة
blocked-too-many = يقول الموقع إن طلبات القراءة الآلية أكثر مما يسمح به ({ $status })
blocked-legal = يحجب الموقع الصفحة لأسباب قانونية ({ $status })

unreachable = لم يرد جواب قاطع: أجاب الخادم بالرمز { $status }
    .help = أعد التدقيق لاحقًا، أو افتح الرابط في المتصفح
unreachable-not-confirmed = أجاب الخادم بالرمز { $status }، ولم تؤكد محاولة ثانية ذلك
unreachable-dns = لم يرد جواب قاطع: تعذّر الاستعلام عن اسم النطاق
unreachable-connect = لم يرد جواب قاطع: تعذّر الاتصال
unreachable-reset = لم يرد جواب قاطع: انقطع الاتصال
unreachable-timeout = لم يرد جواب قاطع: تأخر الخادم في الإجابة
unreachable-deadline = لم يرد جواب قاطع في الوقت المتاح
unreachable-guard = لم يُفتح الرابط: خادمه في شبكة خاصة
    .help = إن كانت الصفحة مخصصة لتلك الشبكة فاسمح بفتحها بـ ‎--allow-private
unreachable-redirects = لم يرد جواب قاطع: التحويلات لا تنتهي
unreachable-protocol = لم يرد جواب قاطع: الجواب ليس HTTP

tls-error = تعذّر الاتصال المشفَّر: { $detail }
    .help = افتح الرابط في المتصفح؛ فإن بقي الموقع على حاله فأحِل إلى نسخة في أرشيف للويب
tls-error-expired = انتهت صلاحية شهادة الموقع
tls-error-not-yet-valid = لم يبدأ سريان شهادة الموقع بعد
tls-error-wrong-name = شهادة الموقع صادرة لاسم آخر
tls-error-self-signed = أصدر الموقع شهادته لنفسه
tls-error-unknown-issuer = لا جهة موثوقة تضمن شهادة الموقع
tls-error-revoked = أُبطلت شهادة الموقع
tls-error-seen =
    .help = عنوان الصفحة «{ $title }»، ولم يُتحقَّق منه: افتحها في المتصفح، أو أحِل إلى نسخة في أرشيف للويب

unused-ignore = هذا الاستثناء لـ { $rules } لا يشمل شيئًا
    .help = احذفه
unused-ignore-setting = استثناء { $rules } في { $file }، السطر { $line }، لا يشمل شيئًا
    .help = احذفه
unused-ignore-elsewhere = استثناء { $rules } في { $file }، السطر { $line }، لا ينطبق على أي مستند ولا أي رابط في هذا التدقيق
    .help = احذفه، إلا إذا كان لمستندات لم يشملها هذا التدقيق
unused-ignore-expired = استثناء { $rules } في { $file }، السطر { $line }، كان ساريًا حتى { $day } وانتهى أجله
    .help = احذفه وصحّح الإحالة، أو مدّد أجله
unused-ignore-without-reason = هذا الاستثناء لـ { $rules } بلا سبب، فلا يُعمل به
    .help = اكتب السبب بعد القوس
unused-ignore-misspelt = يذكر هذا الاستثناء القاعدة { $name }، ولا وجود لها، فلا يُعمل به
    .help = لعل المقصود { $meant }
unused-ignore-unknown-rule = يذكر هذا الاستثناء القاعدة { $name }، ولا وجود لها، فلا يُعمل به
    .help = الأمر `isnad rules` يسرد القواعد
unused-ignore-unreadable = ليس «{ $rules }» استثناءً، فلا يُعمل به
    .help = اكتب `isnad: ignore[rule] reason`، أو `ignore-file[rule] reason` للمستند كله

# لماذا حُكم على الإحالة بما حُكم، حيث لا يكفي الحكم وحده.

reason-back-reference = تحيل إلى حاشية سابقة
reason-comment = لا تحيل إلى شيء
reason-connect = تعذّر الاتصال
reason-consent = يظهر طلب موافقة بدل الصفحة
reason-date-differs = التاريخ مختلف
reason-date-elsewhere = التاريخ المذكور وارد في نص الصفحة، لكن تاريخ نشرها غيره
reason-date-not-found = التاريخ المذكور لا يرد في الصفحة، وليس لها تاريخ آخر
reason-deadline = لم يتسنَّ الوصول إليه في الوقت المتاح
reason-dns = تعذّر الاستعلام عن اسم النطاق
reason-drifted = تغيّرت الصفحة، ونسختها المؤرشفة مطابقة
reason-excluded = مستثنى في الإعدادات
reason-gate = يظهر بدل الصفحة نموذج لتسجيل الدخول أو طلب موافقة أو تنبيه
reason-gone = الصفحة لم تعد موجودة
reason-guard = الخادم في شبكة خاصة
reason-head-only = لم يُقرأ من الصفحة إلا أولها
reason-interrupted = لم يُفتح الرابط: أُوقف التدقيق
reason-interview = مقابلة أو رسالة
reason-legal = محجوبة لأسباب قانونية
reason-login = تطلب تسجيل الدخول
reason-malformed-url = الرابط المكتوب غير صالح
reason-needs-scripts = لا يظهر محتوى الصفحة إلا في المتصفح
reason-no-page-title = ليس للصفحة عنوان يُقارَن به
reason-no-such-name = لا وجود لهذا النطاق
reason-not-a-page = الجواب ليس صفحة ويب
reason-not-confirmed = لم يُعثر عليها في محاولة، ولم تؤكد ذلك محاولة ثانية
reason-not-recorded = ليس في السجل
reason-nothing-to-compare = لا عنوان ولا تاريخ يُقارَن
reason-odd-status = جواب الخادم لا يدل على حال الصفحة
reason-offline = لم يُفتح الرابط: التدقيق بلا شبكة
reason-other-language = لغة الصفحة غير لغة العنوان المذكور
reason-other-script = كُتبت الصفحة بحروف غير حروف العنوان المذكور
reason-parked-domain = النطاق معروض للبيع
reason-print = عمل مطبوع
reason-protocol = الجواب ليس HTTP
reason-publisher-differs = الناشر مختلف
reason-quotation = المذكور اقتباس لا عنوان
reason-redirects = التحويلات لا تنتهي
reason-redirected-home = يؤدي إلى الصفحة الرئيسية للموقع
reason-refused = يرفض القراءة الآلية
reason-retitled = العنوان مختلف، لكن اليوم ونص الصفحة مطابقان
reason-reset = انقطع الاتصال
reason-same-work = رابط آخر للعمل نفسه مطابق
reason-server-error = خطأ في الخادم
reason-short-title = العنوان المذكور أقصر من أن يُبنى عليه حكم
reason-soft-404 = الصفحة لم تعد موجودة وإن كان الرابط يُفتح
reason-timeout = تأخر الخادم في الإجابة
reason-title-and-date-differ = العنوان والتاريخ مختلفان
reason-title-differs = العنوان مختلف
reason-tls = أخفق التشفير
reason-too-many-requests = يطلب تقليل الطلبات
reason-uncertain-pairing = ليس مؤكدًا أي الروابط هو رابط الإحالة
reason-wall = أمام القراءة الآلية اختبار لصدّ البرامج
