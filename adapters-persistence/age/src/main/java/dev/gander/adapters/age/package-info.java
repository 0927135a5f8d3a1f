/// Content that is encrypted as the program `age` does it, for X25519 identities.
@NullMarked
package dev.gander.adapters.age;

import org.jspecify.annotations.NullMarked;
