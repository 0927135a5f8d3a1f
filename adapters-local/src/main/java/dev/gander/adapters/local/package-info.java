/// Models on this machine. [dev.gander.adapters.local.LocalModels] makes everything.
@NullMarked
package dev.gander.adapters.local;

import org.jspecify.annotations.NullMarked;
