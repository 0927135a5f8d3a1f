/// Sends webhooks. Start with [dev.gander.adapters.webhooks.DirectSender].
@NullMarked
package dev.gander.adapters.webhooks;

import org.jspecify.annotations.NullMarked;
