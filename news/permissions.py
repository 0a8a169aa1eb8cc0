"""Who may do what to a page of the news, where that differs from the rights that groups hold in the tree."""

from wagtail.models.pages import PagePermissionTester


class ArticlePermissionTester(PagePermissionTester):
    """Nobody publishes an article directly, superusers included: it goes live when a reviewer approves it."""

    def may_put_out(self):
        """Holds the right to publish here, which for an article means: to take down, to unschedule, to make private."""
        return super().can_publish()

    def can_publish(self):
        return False

    def can_set_view_restrictions(self):
        return self.may_put_out()

    def can_unschedule(self):
        return self.may_put_out()

    def can_move(self):
        return not self.page.alias_of_id and super().can_move()


class SectionPermissionTester(PagePermissionTester):
    """Articles are neither published, nor copied as published, nor aliased into a section."""

    def can_publish_subpage(self):
        return False

    def can_copy(self):
        return False  # a copied section would bring its articles to life without a review


class NewsIndexPermissionTester(PagePermissionTester):
    """New sections are opened by those who may publish them; who only writes, writes inside them."""

    def can_add_subpage(self):
        return super().can_add_subpage() and self.can_publish()
