/// Webhooks at work: who is told what ([dev.gander.application.webhook.Announcements]), and how it
/// gets there ([dev.gander.application.webhook.Deliveries]).
@NullMarked
package dev.gander.application.webhook;

import org.jspecify.annotations.NullMarked;
