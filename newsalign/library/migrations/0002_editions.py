from django.db import migrations

FIRST = [
    ("BelTA", "ru", "БЕЛТА", "https://belta.by/"),
    ("BelTA", "en", "BelTA", "https://eng.belta.by/"),
]


def add(apps, schema_editor):
    editions = apps.get_model("library", "Edition").objects.using(schema_editor.connection.alias)
    for publisher, language, name, site in FIRST:
        editions.get_or_create(
            publisher=publisher, language=language, defaults={"name": name, "site": site}
        )


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
