/// Secrets in an encrypted file instead of goose's. Start with [SecretsAtRest].
@NullMarked
package dev.gander.adapters.persistence.secrets;

import org.jspecify.annotations.NullMarked;
