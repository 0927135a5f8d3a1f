/// Models on this machine: the registry, shared with goose, and locks for those who write their
/// files.
@NullMarked
package dev.gander.adapters.persistence.localmodels;

import org.jspecify.annotations.NullMarked;
