/// Webhooks in memory, and the contracts of their ports.
@NullMarked
package dev.gander.testkit.webhook;

import org.jspecify.annotations.NullMarked;
