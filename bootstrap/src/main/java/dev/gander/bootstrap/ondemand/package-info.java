/// Modules and programs of the image that nobody pays for until they are used.
@NullMarked
package dev.gander.bootstrap.ondemand;

import org.jspecify.annotations.NullMarked;
