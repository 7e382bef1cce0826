from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path
from django.views.i18n import set_language

from newsalign.web.views import favicon, health

admin.site.site_header = admin.site.site_title = "newsalign"
# Lists of texts side by side need its width: their links stood beyond the window's edge.
admin.site.enable_nav_sidebar = False

urlpatterns = [
    path("health/", health, name="health"),
    path("favicon.ico", favicon, name="favicon"),
    path("login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
    path("", include("newsalign.library.urls")),
    path("", include("newsalign.bitext.urls")),
]
