/// Webhooks and what is on its way to them, in Gander's own database.
@NullMarked
package dev.gander.adapters.persistence.webhooks;

import org.jspecify.annotations.NullMarked;
