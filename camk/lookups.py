"""A number too large for any column, ticked or typed by somebody, finds nothing instead of breaking the page."""

from django.db.models import IntegerField
from django.db.models.lookups import In


@IntegerField.register_lookup
class InWithinRange(In):
    """`in` as Django's own `exact` already is: numbers that the column cannot hold match no row."""

    def process_rhs(self, compiler, connection):
        if self.rhs_is_direct_value():
            kind = self.lhs.output_field.get_internal_type()
            lowest, highest = connection.ops.integer_field_range(kind)
            self.rhs = [n for n in self.rhs if not isinstance(n, int) or lowest <= n <= highest]
        return super().process_rhs(compiler, connection)
