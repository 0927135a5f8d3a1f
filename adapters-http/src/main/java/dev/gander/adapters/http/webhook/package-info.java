/// Webhooks: make them, change their secrets, see what is on its way, send it again.
@NullMarked
package dev.gander.adapters.http.webhook;

import org.jspecify.annotations.NullMarked;
