/// Doubles and contracts for speech.
@NullMarked
package dev.gander.testkit.speech;

import org.jspecify.annotations.NullMarked;
