from django.urls import path

from newsalign.bitext.views import browse, compare, export, jobs, upload

urlpatterns = [
    path("", browse.home, name="home"),
    path("articles/<int:pk>/", browse.article, name="article"),
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
]
