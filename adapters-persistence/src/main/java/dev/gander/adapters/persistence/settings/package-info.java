/// Settings, secrets and permissions in goose's files.
@NullMarked
package dev.gander.adapters.persistence.settings;

import org.jspecify.annotations.NullMarked;
