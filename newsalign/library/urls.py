from django.urls import path

from newsalign.library import views

urlpatterns = [
    path("articles/", views.article_list, name="articles"),
    path("articles/<int:pk>/original/", views.article_original, name="article_original"),
]
