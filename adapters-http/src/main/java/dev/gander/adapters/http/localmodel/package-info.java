/// Models on this machine: `/local-inference`.
@NullMarked
package dev.gander.adapters.http.localmodel;

import org.jspecify.annotations.NullMarked;
