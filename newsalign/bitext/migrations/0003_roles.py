"""The four roles as groups, each with all that the one before it may do."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = {
    "library": ["view_article", "view_edition", "view_paragraph", "view_sentence"],
    "bitext": ["view_pair", "view_alignment", "view_bead", "view_reviewevent", "view_articletranslation"],
}
UPLOAD = {"library": ["add_article"], "bitext": ["add_pair"]}
REVIEW = {"bitext": ["review_pair", "change_bead", "change_alignment", "view_translation"]}
APPS = ("accounts", "library", "bitext")
ROLES = {
    "reader": (READ,),
    "contributor": (READ, UPLOAD),
    "reviewer": (READ, UPLOAD, REVIEW),
}


def make_roles(apps, schema_editor):
    # Permissions are made after all migrations as a rule, and groups need them now.
    for app in APPS:
        config = apps.get_app_config(app)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, parts in ROLES.items():
        group, _is_new = Group.objects.get_or_create(name=name)
        for part in parts:
            for app, codenames in part.items():
                group.permissions.add(
                    *Permission.objects.filter(content_type__app_label=app, codename__in=codenames)
                )
    group, _is_new = Group.objects.get_or_create(name="administrator")
    group.permissions.add(*Permission.objects.filter(content_type__app_label__in=(*APPS, "auth")))


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("library", "0002_editions"),
        ("bitext", "0002_review"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
