package dev.nightmail.mail;

import dev.nightmail.common.testkit.ContractSuite;

class ContractTest extends ContractSuite {}
