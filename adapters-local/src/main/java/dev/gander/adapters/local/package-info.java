/// Models on this machine: [dev.gander.adapters.local.LocalModels] finds and downloads them,
/// [dev.gander.adapters.local.ProcessEngines] runs them.
@NullMarked
package dev.gander.adapters.local;

import org.jspecify.annotations.NullMarked;
