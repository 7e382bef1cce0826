"""What people may do with pairs, jobs and packages, as Django's permissions are named."""

MAY_UPLOAD = "bitext.add_pair"
MAY_REVIEW = "bitext.review_pair"
MAY_ASSIGN = "bitext.change_pair"
MAY_DELETE = "bitext.delete_pair"
MAY_MANAGE = "bitext.manage_packages"
