/// Secrets in the keyring of the user's desktop. Start with [KeyringSecretStore].
@NullMarked
package dev.gander.adapters.persistence.keyring;

import org.jspecify.annotations.NullMarked;
