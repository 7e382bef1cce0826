from django.urls import path

from newsalign.bitext.views import browse, compare, export, jobs, packages, translations, upload

urlpatterns = [
    path("", browse.home, name="home"),
    path("articles/<int:pk>/", browse.article, name="article"),
    path("articles/<int:pk>/in/<str:language>/", translations.translation, name="translation"),
    path(
        "articles/<int:pk>/in/<str:language>/progress/",
        translations.translation_progress,
        name="translation_progress",
    ),
    path("translations/again/", translations.retranslate, name="retranslate"),
    path("pairs/", browse.pair_list, name="pairs"),
    path("pairs/new/", upload.upload, name="upload"),
    path("pairs/new/check/", upload.upload_check, name="upload_check"),
    path("pairs/export/", export.export_pairs, name="export_pairs"),
    path("pairs/<int:pk>/", compare.pair, name="pair"),
    path("pairs/<int:pk>/export/", export.pair_export, name="pair_export"),
    path("pairs/<int:pk>/progress/", compare.pair_progress, name="pair_progress"),
    path("pairs/<int:pk>/align/", compare.pair_align, name="pair_align"),
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/<int:pk>/cancel/", jobs.job_cancel, name="job_cancel"),
    path("jobs/<int:pk>/retry/", jobs.job_retry, name="job_retry"),
    path("packages/", packages.package_list, name="packages"),
    path("packages/upload/", packages.package_upload, name="package_upload"),
    path("packages/install/", packages.package_install, name="package_install"),
    path("packages/look-up/", packages.package_look_up, name="package_look_up"),
    path("packages/<str:key>/check/", packages.package_check, name="package_check"),
    path("packages/<str:key>/prefer/", packages.package_prefer, name="package_prefer"),
    path("packages/<str:key>/remove/", packages.package_remove, name="package_remove"),
]
