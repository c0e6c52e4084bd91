package io.mmapring.spring.test.shop;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application. */
@SpringBootApplication
public class Shop {

}
