/// The interfaces of freedesktop's Secret Service on the D-Bus, with its names: as much of them as
/// one secret needs.
@NullMarked
package dev.gander.adapters.persistence.keyring.api;

import org.jspecify.annotations.NullMarked;
