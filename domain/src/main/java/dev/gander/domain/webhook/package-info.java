/// Webhooks: what happens is told to addresses that someone has named, in the form of the Standard
/// Webhooks specification. Start with [dev.gander.domain.webhook.Webhook].
@NullMarked
package dev.gander.domain.webhook;

import org.jspecify.annotations.NullMarked;
