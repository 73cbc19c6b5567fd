/** Schemas of well-known namespaces, for imports whose document is not there: nothing is fetched. */
import type { SchemaSource } from '../api';

/** XLink 1.1: attributes, and groups of them, written after the specification (W3C, XML Linking Language 1.1, 4). */
const XLINK: SchemaSource = {
  uri: 'xsd:xlink.xsd',
  text: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xlink="http://www.w3.org/1999/xlink" targetNamespace="http://www.w3.org/1999/xlink">
  <xs:simpleType name="typeType"><xs:restriction base="xs:token">
    <xs:enumeration value="simple"/><xs:enumeration value="extended"/><xs:enumeration value="title"/>
    <xs:enumeration value="resource"/><xs:enumeration value="locator"/><xs:enumeration value="arc"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="hrefType"><xs:restriction base="xs:anyURI"/></xs:simpleType>
  <xs:simpleType name="roleType"><xs:restriction base="xs:anyURI"><xs:minLength value="1"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="arcroleType"><xs:restriction base="xs:anyURI"><xs:minLength value="1"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="titleAttrType"><xs:restriction base="xs:string"/></xs:simpleType>
  <xs:simpleType name="showType"><xs:restriction base="xs:token">
    <xs:enumeration value="new"/><xs:enumeration value="replace"/><xs:enumeration value="embed"/>
    <xs:enumeration value="other"/><xs:enumeration value="none"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="actuateType"><xs:restriction base="xs:token">
    <xs:enumeration value="onLoad"/><xs:enumeration value="onRequest"/><xs:enumeration value="other"/><xs:enumeration value="none"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="labelType"><xs:restriction base="xs:NCName"/></xs:simpleType>
  <xs:simpleType name="fromType"><xs:restriction base="xs:NCName"/></xs:simpleType>
  <xs:simpleType name="toType"><xs:restriction base="xs:NCName"/></xs:simpleType>
  <xs:attribute name="type" type="xlink:typeType"/>
  <xs:attribute name="href" type="xlink:hrefType"/>
  <xs:attribute name="role" type="xlink:roleType"/>
  <xs:attribute name="arcrole" type="xlink:arcroleType"/>
  <xs:attribute name="title" type="xlink:titleAttrType"/>
  <xs:attribute name="show" type="xlink:showType"/>
  <xs:attribute name="actuate" type="xlink:actuateType"/>
  <xs:attribute name="label" type="xlink:labelType"/>
  <xs:attribute name="from" type="xlink:fromType"/>
  <xs:attribute name="to" type="xlink:toType"/>
  <xs:attributeGroup name="simpleAttrs">
    <xs:attribute ref="xlink:type" fixed="simple"/><xs:attribute ref="xlink:href"/><xs:attribute ref="xlink:role"/>
    <xs:attribute ref="xlink:arcrole"/><xs:attribute ref="xlink:title"/><xs:attribute ref="xlink:show"/><xs:attribute ref="xlink:actuate"/>
  </xs:attributeGroup>
  <xs:attributeGroup name="extendedAttrs">
    <xs:attribute ref="xlink:type" fixed="extended" use="required"/><xs:attribute ref="xlink:role"/><xs:attribute ref="xlink:title"/>
  </xs:attributeGroup>
  <xs:attributeGroup name="titleAttrs">
    <xs:attribute ref="xlink:type" fixed="title" use="required"/>
  </xs:attributeGroup>
  <xs:attributeGroup name="resourceAttrs">
    <xs:attribute ref="xlink:type" fixed="resource" use="required"/><xs:attribute ref="xlink:role"/>
    <xs:attribute ref="xlink:title"/><xs:attribute ref="xlink:label"/>
  </xs:attributeGroup>
  <xs:attributeGroup name="locatorAttrs">
    <xs:attribute ref="xlink:type" fixed="locator" use="required"/><xs:attribute ref="xlink:href" use="required"/>
    <xs:attribute ref="xlink:role"/><xs:attribute ref="xlink:title"/><xs:attribute ref="xlink:label"/>
  </xs:attributeGroup>
  <xs:attributeGroup name="arcAttrs">
    <xs:attribute ref="xlink:type" fixed="arc" use="required"/><xs:attribute ref="xlink:arcrole"/><xs:attribute ref="xlink:title"/>
    <xs:attribute ref="xlink:show"/><xs:attribute ref="xlink:actuate"/><xs:attribute ref="xlink:from"/><xs:attribute ref="xlink:to"/>
  </xs:attributeGroup>
</xs:schema>
`,
};

const SCHEMAS: ReadonlyMap<string, SchemaSource> = new Map([['http://www.w3.org/1999/xlink', XLINK]]);

/** The schema of a well-known namespace; `null` for any other. `xml:` has its own, see `xmlNamespaceSchema`. */
export function wellKnownSchema(namespace: string | null): SchemaSource | null {
  return namespace === null ? null : (SCHEMAS.get(namespace) ?? null);
}
