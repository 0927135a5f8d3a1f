/// The parts of freedesktop's Secret Service on the D-Bus that a single secret needs. Their D-Bus
/// names are in the annotations.
@NullMarked
package dev.gander.adapters.persistence.keyring.api;

import org.jspecify.annotations.NullMarked;
