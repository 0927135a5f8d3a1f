package dev.gander.domain.cluster;

import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.Ownership;
import dev.gander.domain.budget.SessionLimits;
import dev.gander.domain.budget.SpendingLedger;
import dev.gander.domain.keeping.SessionPins;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.turn.QuestionStore;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.WebhookStore;

/// The stores of what is Gander's own and not goose's.
public record OwnStores(
    AccessKeys keys,
    Ownership ownership,
    QuestionStore questions,
    RunStore runs,
    WebhookStore webhooks,
    DeliveryQueue deliveries,
    SessionPins pins,
    SpendingLedger spending,
    SessionLimits limits) {}
