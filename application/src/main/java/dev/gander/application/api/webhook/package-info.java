/// Use cases on webhooks: make one, change its secret, see what is on its way, send it again.
@NullMarked
package dev.gander.application.api.webhook;

import org.jspecify.annotations.NullMarked;
