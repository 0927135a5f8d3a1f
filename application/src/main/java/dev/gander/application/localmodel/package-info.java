/// The models of this machine as one list: those of the registry, those that are offered to
/// everybody, and what is being downloaded. Start at
/// [dev.gander.application.localmodel.MachineModels].
@NullMarked
package dev.gander.application.localmodel;

import org.jspecify.annotations.NullMarked;
