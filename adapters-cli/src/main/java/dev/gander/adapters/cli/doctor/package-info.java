/// What is wrong with this machine, and with what is configured on it; and what to hand to whoever
/// helps.
@NullMarked
package dev.gander.adapters.cli.doctor;

import org.jspecify.annotations.NullMarked;
