/// Maps that all servers read and change: settings, secrets, permissions and the like. Start with
/// [dev.gander.adapters.postgres.shared.SharedMaps].
@NullMarked
package dev.gander.adapters.postgres.shared;

import org.jspecify.annotations.NullMarked;
