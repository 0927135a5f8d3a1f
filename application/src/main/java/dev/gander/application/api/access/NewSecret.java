package dev.gander.application.api.access;

import dev.gander.domain.access.AccessKey;
import dev.gander.domain.access.KeySecret;

/// A key with a secret that is shown now and never again.
public record NewSecret(AccessKey key, KeySecret secret) {}
