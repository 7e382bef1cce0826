from django.db import migrations

from newsalign.core.text.folding import fold


def fold_again(apps, schema_editor):
    articles = apps.get_model("library", "Article").objects.using(schema_editor.connection.alias)
    for key, headline in articles.values_list("pk", "headline").iterator():
        articles.filter(pk=key).update(headline_folded=fold(headline))


class Migration(migrations.Migration):
    dependencies = [("library", "0002_editions")]
    operations = [migrations.RunPython(fold_again, migrations.RunPython.noop)]
