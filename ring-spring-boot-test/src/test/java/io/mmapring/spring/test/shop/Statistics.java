package io.mmapring.spring.test.shop;

import org.springframework.stereotype.Component;

/** Has nothing to do with rings. */
@Component
public class Statistics {

}
