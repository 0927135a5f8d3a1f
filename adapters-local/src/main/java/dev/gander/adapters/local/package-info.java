/// Models on this machine. Start with `ProcessEngines`.
@NullMarked
package dev.gander.adapters.local;

import org.jspecify.annotations.NullMarked;
