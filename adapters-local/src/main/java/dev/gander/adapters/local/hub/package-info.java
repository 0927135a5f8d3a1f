/// The hub that offers models: where it is, and how it is asked.
@NullMarked
package dev.gander.adapters.local.hub;

import org.jspecify.annotations.NullMarked;
