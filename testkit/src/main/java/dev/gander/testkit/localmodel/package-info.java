/// Doubles and contracts for models on this machine and their downloads.
@NullMarked
package dev.gander.testkit.localmodel;

import org.jspecify.annotations.NullMarked;
