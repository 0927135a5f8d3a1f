/// The documents: those that are generated are current, their links lead somewhere.
@NullMarked
package dev.gander.bootstrap.docs;

import org.jspecify.annotations.NullMarked;
