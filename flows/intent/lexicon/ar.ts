import { type Lexicon } from './lexicon.ts';

/** Standard Arabic, Maghrebi (Darija, Hassaniya) and Gulf spellings, and Arabizi (Arabic in Latin letters and digits). */
export const arabic: Lexicon = {
  words: {
    erase:
      'حذف احذف احذفوا احذفو تحذف تحذفوا تحذفون احذفي نحذف يحذف حذفت بحذف امسح امسحوا امسحو مسح تمسح تمسحوا نمسح محو امحو امحوا تمحو نمحو امحي امحيو امحيلي امسحلي احذفلي انساني انسوني انسوا ازاله ازالة 7dhf 7adhf 7thf 7adf 7def 7dff i7dhf a7dhf e7dhf e7thef i7thef e7thf hdhf hadhf ehthef e7zef e7zf i7zif a7zif 7azf 7zf hazf msa7 mse7 msah imsa7 emsa7 ems7 amsa7 nmse7 nmsa7 tmse7 tmsa7 temsa7 m7i m7iw am7i em7i nsani nsawni insani insouni',
    'erase-with-object':
      'ازل ازيلوا ازيلو شيل شيلوا شيلو حيد حيدوا حيدو نحي انحي نحيو طير انسى انس انسو الغاء الغي ازاحة 7ayed 7ayd 7iyed 7aydo chil shil nesa n7i na7i na7iw',
    data: 'بيانات بياناتي بياناتى بيانتي معلومات معلوماتي معلوماتى المعلومات حساب حسابي رقم رقمي ملفي سجلي كل جميع كافه كلشي شي شيء كامل داتا الداتا عني مني bayanati bayanat beyanati byanati ma3lomati m3lomati ma3loumati m3loumati ma3lomat ma3loumat m3lomat lma3lomat lma3loumat ma3lumati 7sabi 7isabi hisabi hsabi nemrti rakmi ra9mi raqmi kolchi kulchi kol kul kolshi data donnees compte info infos',
    'part-of-data':
      'رساله رسائل رسائلي رسايل محادثه محادثات محادثتي دردشه صوره صور صوري اسمي سجل تاريخ rasael msg msgat',
    law: 'النسيان',
    stop: 'ايقاف اوقف اوقفوا وقف وقفوا توقف توقفوا قف كفى حبس حبسوا بطل بطلوا stop wa9ef wa2ef wa9fo we9fo 7bes 7abes habes',
    ads: 'اعلان اعلانات الاعلانات دعايه دعايات عروض عروضكم ترويج تسويق اشهار رسائل الرسائل رسايل ارسال مراسلتي i3lanat e3lanat ichhar pub',
    language: 'لغه اللغه لغتي غير بدل تغيير تكلم lougha lugha logha',
    polite:
      'من فضلك فضلكم لو سمحت سمحتم سمحتوا رجاء ارجو ارجوكم ارجوك شكرا سلام السلام عليكم مرحبا اهلا صباح مساء الخير الله يخليك يخليكم عافاك عافاكم يرجى الان حالا فورا بسرعه تكفى اخي اختي استاذ min fadlik fadlek lw sm7t law samaht 3afak 3afakom lay5alik lah ykhalik yarham weldik salam slm salem choukran chokran shukran merci svp stp pls please da7in daba',
    glue: 'انا اريد اود ارغب احتاج اطلب طلب ابغي ابغى ابي بدي عايز عاوز بغيت نبغي نبي نريد حاب ان في من عن على الى عند عندكم لديكم معكم لي ليا لكم كم ديالي ديالكم ديال تبعي حقي متاعي الخاصه خاصه الشخصيه شخصيه الخاص بي بكم هذا هذه ذي ال و يا هل ممكن يمكن يمكنك يمكنكم قاعده نظام شركه الشركه نهائيا تماما كلها كامله حق الحق قوموا قم تقوموا باش اللي الي ana bghit bghyt nbghi nebghi abgha abi bdi badi 3ayez 3awez 3ayz brit uridu urid oreed oridu an fi min 3an 3la 3nd 3andkom 3ndkom dyali diali dyalkom li liya lia dyal l el al la lya bach hada had mta3i mte3i chakhsiya shakhsiya',
    not: 'لا لاتحذف لاتحذفوا ما لم لن ليس مش مو موب ماشي بدون غير ابدا تحذفش متحذفش ماتحذفش ماتمسحش متمسحش مابغيتش مابغيت مانبغي ma mab ghitch mabghitch mabghit machi mashi mouch mish t7dhf t7thf mat7dhf mat7thf bla walo',
    question: 'كيف كيفاش متى اين لماذا ليش علاش وين فين ماذا شنو واش kif kifach kifash 3lach imta fin chno wach',
    other: 'طلبيه طلبيتي توصيل شراء منتج سعر ثمن talab taman',
  },
  phrases: {
    delete: 'حذف|انساني|انسوني|حق النسيان|الحق في النسيان|حذف البيانات|حذف كل شيء|امسح كل شيء|7dhf|nsani',
    cancel:
      'الغاء|الغي|إلغ|ألغ|الغ|الغوا|الغاء الطلب|الغي الطلب|الغاء طلبي|الغي طلبي|الغاء الحذف|ايقاف الحذف|اوقف الحذف|تراجع|تراجعت|غيرت رأيي|بدلت رايي|خلاص لا تحذف|لا تحذف|لا تحذفوا|لا تحذف بياناتي|لا تحذفوا بياناتي|لا تمسح|لا تمسحوا|ilgha2|elgha2|ilghaa|elgha|lghi|alghi',
    status:
      'الحاله|حاله|حاله الطلب|حاله طلبي|طلبي|وضع الطلب|وضع طلبي|اين طلبي|وين طلبي|فين وصل طلبي|ما هي حاله طلبي|متابعه|7ala|lhala|el7ala|talabi|7alat talabi',
    help: 'مساعده|المساعده|ساعدني|ساعدوني|عاونوني|عاونيوني|اريد مساعده|محتاج مساعده|القائمه|قائمه|خيارات|معلومات|كيف يعمل|musa3ada|mosa3ada|mousa3ada|sa3edni|3awnoni|3awni',
    human:
      'بشر|انسان|موظف|موظفه|شخص|وكيل|مسؤول|احد|شخص حقيقي|التحدث مع موظف|التحدث مع شخص|اريد التحدث مع شخص|اريد التحدث مع موظف|اكلم شخص|اكلم موظف|اتكلم مع شخص|خدمه العملاء|خدمه الزبناء|mowadaf|mwadaf|insan|bachar|chakhs',
    stop: 'ايقاف|اوقف|اوقفوا|توقف|توقفوا|قف|كفى|الغاء الاشتراك|الغي الاشتراك|الغاء اشتراكي|لا اريد اعلانات|لا اريد رسائل|لا اريد عروض|لا ترسلوا لي|لا ترسلوا اعلانات|لا تراسلوني|ما بغيت اشهار|ما بغيتش الاشهار|بلا اشهار|وقف الاعلانات|ايقاف الاعلانات|ايقاف الرسائل|wa9ef|wa9fo|7bes|stop',
    start: 'ابدا|بدء|استئناف|اشتراك|اشترك|استمرار الاعلانات|bda|ibda2',
    yes: 'نعم|ايه|اي|ايوا|ايوه|اه|واه|اجل|موافق|موافقه|تاكيد|اؤكد|اكد|تمام|اوكي|حسنا|متابعه الحذف|نعم احذف|نعم احذفوا|نعم امسح|اكمل|na3am|n3am|naam|ah|iyeh|ewa|aywa|ayeh|wah|ouais|mowafeq|mwafe9|wakha|tamam',
    no: 'لا|لا شكرا|كلا|ليس الان|رجوع|عوده|ابقاء|لاا|la|lala',
    'not-me':
      'لست انا|ليس انا|مو انا|مش انا|ماشي انا|ما كنت انا|لم اطلب|لم اطلب هذا|لم اطلب ذلك|انا لم اطلب|ما طلبت|ما طلبتش|machi ana|mashi ana|mish ana',
    resend:
      'رمز جديد|رمز|كود جديد|كود|رمز اخر|اعاده الارسال|اعد الارسال|ارسل مره اخرى|ارسل الرمز|ارسل رمزا جديدا|لم يصل|لم يصل الرمز|لم يصلني الرمز|ما وصلني الرمز|ما وصل|ما وصلني|code jdid|ramz jadid|ramz',
    greeting: 'سلام|السلام عليكم|مرحبا|اهلا|صباح الخير|مساء الخير|شكرا|salam|slm|choukran|shukran',
  },
  languages: {
    en: 'الانجليزيه انجليزي الانكليزيه inglizi nglizi',
    fr: 'الفرنسيه فرنسي francawi fransawi',
    ar: 'العربيه عربي عربيه بالعربيه arabi 3arabi 3rbi 3arbia 3arabiya',
    es: 'الاسبانيه اسباني',
    pt: 'البرتغاليه برتغالي',
  },
};
