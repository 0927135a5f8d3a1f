/// The contract of what reads JSON texts.
@NullMarked
package dev.gander.testkit.json;

import org.jspecify.annotations.NullMarked;
